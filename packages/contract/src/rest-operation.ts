import type { Static, TObject, TSchema } from 'typebox';
import type { RestErrorCode } from './errors/service-tickets.ts';
import type { AuditClass, Text } from './operation.ts';

/** Headers of the service-ticket API that every operation of it may have; who calls stands in others. */
export type RestHeader = 'X-Site' | 'X-Language' | 'X-Time-Zone';

/**
 * What a value is answered with that breaks its declaration: request: 400 `OSM.0001`. business: 200 `OSM.01010001`. Unless told otherwise, path, query and
 * headers are `request`, the body is `business` (ruling G1).
 */
export type RestFault = 'request' | 'business';

/** One parameter of path, query or body. `schema` describes the decoded value, limits included; lengths count code points. */
export interface RestParam<S extends TSchema = TSchema, R extends boolean = boolean> {
  readonly schema: S;
  readonly required: R;
  readonly audit: AuditClass;
  readonly doc: Text;
  /** As a client writes it: text in path and query, JSON text in a body. */
  readonly example: string;
  readonly fault?: RestFault;
  /** What it is answered with instead of the fault's usual code, where the API has one for just this. */
  readonly code?: RestErrorCode;
  /** The value when absent; handlers then always find one. */
  readonly default?: unknown;
}

export type RestParams = Readonly<Record<string, RestParam>>;

/** One operation of a dialect with resources in its paths. Public names are the wire's. */
export interface RestOperation<P extends RestParams = RestParams, Q extends RestParams = RestParams, B extends RestParams = RestParams, R extends TObject = TObject> {
  /** As the API's pages call it; unique. */
  readonly operationId: string;
  /** The method of the Python SDK. */
  readonly sdkName: string;
  /** Feature folder, the same in every package. */
  readonly group: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/v2/…/{authorization_id}/action`; a path without a variable in a place wins over one with it. */
  readonly path: string;
  readonly kind: 'read' | 'write';
  readonly ramAction: `osm:${string}`;
  /** Calls a second and account; undefined: the general limit. */
  readonly ratePerSecond?: number;
  readonly headers: readonly RestHeader[];
  readonly pathParams: P;
  readonly query: Q;
  /** Members of the JSON object; an empty or absent body is an object without members. */
  readonly body: B;
  /** Of the answer with HTTP 200. */
  readonly result: R;
  /** Business errors of its own, which come with HTTP 200. */
  readonly errors: readonly RestErrorCode[];
  readonly doc: Text;
}

type Present<P extends RestParams> = {
  [K in keyof P]: P[K]['required'] extends true ? K : P[K] extends { readonly default: {} } ? K : never;
}[keyof P];

type Decoded<P extends RestParams> =
  & { readonly [K in Present<P>]: Static<P[K]['schema']> }
  & { readonly [K in Exclude<keyof P, Present<P>>]?: Static<P[K]['schema']> };

/** What the common headers say; defaults filled in (ruling G3). */
export interface RestLocale {
  /** Selects the configuration lists. */
  readonly site: 0 | 1;
  readonly language: 'zh' | 'en';
  /** As sent, checked: `GMT+8`, `UTC-3:30`, an IANA name. Turned into an offset by whoever formats times. */
  readonly timeZone: string;
}

/** What a handler gets: decoded and checked. */
export interface RestInput<O extends RestOperation> extends RestLocale {
  readonly path: Decoded<O['pathParams']>;
  readonly query: Decoded<O['query']>;
  readonly body: Decoded<O['body']>;
}

export type RestResult<O extends RestOperation> = Static<O['result']>;

/** Keeps the literal types of a declaration. */
export function restOperation<const P extends RestParams, const Q extends RestParams, const B extends RestParams, const R extends TObject, const O extends RestOperation<P, Q, B, R>>(
  declaration: O & RestOperation<P, Q, B, R>,
): O {
  return declaration;
}
