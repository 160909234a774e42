import type { Static, TObject, TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';

/** Versions of the management API: the cloud's, and our own for the surface that it lacks. */
export type ApiVersion = '2019-12-09' | '2026-11-01';

export interface Text {
  readonly en: string;
  readonly zh: string;
}

/**
 * How clients send a parameter. text: one string. flat: `Name.1`, `Name.1.Key` (gaps allowed). json: one JSON text of a structure.
 * json-string: a string parameter whose value is JSON text. Structures are accepted in any of the last three forms.
 */
export type WireStyle = 'text' | 'flat' | 'json' | 'json-string';

/** Who may see the value in the audit log; what nobody classified is secret and left out. */
export type AuditClass = 'public' | 'sensitive' | 'secret';

/** The parameter must be given when `param` has one of the values `equals`. Enforced by `decodeParams`. */
export interface RequiredWhen {
  readonly param: string;
  readonly equals: readonly string[];
}

/** One parameter. `schema` describes the decoded value, limits included. */
export interface Param<S extends TSchema = TSchema, R extends boolean = boolean> {
  readonly schema: S;
  /** Absent or empty: `Missing<Param>`. */
  readonly required: R;
  readonly wire: WireStyle;
  readonly audit: AuditClass;
  readonly doc: Text;
  /** As a client writes it on the wire. */
  readonly example: string;
  /** Encoding of the clear text on the wire. The decoded value is still encoded: whoever needs the clear text decodes it. */
  readonly encoding?: 'base64';
  /** What an empty string means: the parameter is absent (unless told otherwise), or it is the value. */
  readonly empty?: 'absent' | 'value';
  /** What a zero means, where it is not a number like others: the default, as if absent. */
  readonly zero?: 'default';
  /** The value when absent; handlers then always find one. */
  readonly default?: unknown;
  readonly requiredWhen?: readonly RequiredWhen[];
}

export type Params = Readonly<Record<string, Param>>;

export interface Operation<P extends Params = Params, R extends TObject = TObject> {
  readonly action: string;
  readonly version: ApiVersion;
  /** Feature folder, the same in every package. */
  readonly group: string;
  /** As the operation's page prints it; empty where the page leaves it out. */
  readonly accessLevel: string;
  /** Whether it changes anything: writes are audited in the transaction of their effect. */
  readonly kind: 'read' | 'write';
  readonly ramAction: string;
  /** all: an Allow narrower than `*` grants nothing (ruling A7). instance: `acs:yundun-bastionhost:{region}:{account}:instance/{InstanceId}`. */
  readonly ramResource: 'all' | 'instance';
  /** Calls a second and account; undefined: the general limit. */
  readonly ratePerSecond?: number;
  readonly params: P;
  /** Without RequestId, which every answer has. */
  readonly result: R;
  /** Codes of its own; those of the gateway (signature, permission, throttling …) may come from every operation. */
  readonly errors: readonly ErrorCode[];
  readonly doc: Text;
}

type PresentKeys<P extends Params> = {
  [K in keyof P]: P[K]['required'] extends true ? K : P[K] extends { readonly default: {} } ? K : never;
}[keyof P];

/** What a handler gets: decoded and checked; optional parameters without a default are absent when not given. */
export type ParamsOf<O extends Operation> =
  & { readonly [K in PresentKeys<O['params']>]: Static<O['params'][K]['schema']> }
  & { readonly [K in Exclude<keyof O['params'], PresentKeys<O['params']>>]?: Static<O['params'][K]['schema']> };

export type ResultOf<O extends Operation> = Static<O['result']>;

/** Keeps the literal types of a declaration. */
export function operation<const P extends Params, const R extends TObject, const O extends Operation<P, R>>(declaration: O & Operation<P, R>): O {
  return declaration;
}
