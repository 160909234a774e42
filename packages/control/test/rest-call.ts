import { checkRestResult, restCatalogue } from '@sallyport/contract';
import type { RestOperation, RestOperationId } from '@sallyport/contract';
import type { FastifyInstance } from 'fastify';
import type { Key } from './api.ts';
import { restUrl, signSdk } from './sign-sdk.ts';
import type { RestSigned, RestToSign } from './sign-sdk.ts';

/** What a call of the service-ticket API says. */
export interface RestAsk {
  /** Values of the variables of the path, not encoded. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: RestToSign['query'];
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestHow {
  readonly key?: Key;
  /** In place of a signature. */
  readonly token?: string;
  readonly address?: string;
}

export interface RestSeen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // Bodies are asserted member by member, which is what makes their shape known.
  readonly body: Readonly<Record<string, unknown>>;
  /** `error_code` of the body, also with HTTP 200; OK: none. */
  readonly code: string;
}

function pathOf(operation: RestOperation, values: Readonly<Record<string, string>> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** One call, signed or with a token, through Fastify without a socket. Every success is held against the declaration. */
export async function callRest(app: FastifyInstance, id: RestOperationId, { path, query, body, headers }: RestAsk, how: { readonly key: Key; readonly token?: string; readonly address?: string; readonly at: number }): Promise<RestSeen> {
  const operation: RestOperation = restCatalogue[id];
  const target = pathOf(operation, path);
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const signed: RestSigned = how.token === undefined
    ? signSdk({ method: operation.method, path: target, key: how.key, at: how.at, ...(query === undefined ? {} : { query }), ...(payload === undefined ? {} : { body: payload }), ...(headers === undefined ? {} : { headers }) })
    : { method: operation.method, url: restUrl(target, query), headers: { host: 'bastion.local', 'x-auth-token': how.token, ...headers }, ...(payload === undefined ? {} : { payload }) };
  const seen = await sendRest(app, signed, how.address);
  if (seen.status === 200 && seen.code === 'OK') demandDeclared(operation, seen.body);
  return seen;
}

export async function sendRest(app: FastifyInstance, request: RestSigned, address = '192.0.2.1'): Promise<RestSeen> {
  const reply = await app.inject({ ...request, remoteAddress: address });
  const body = reply.body === '' ? {} : reply.json<Record<string, unknown>>();
  const code = body['error_code'];
  return { status: reply.statusCode, headers: reply.headers, body, code: typeof code === 'string' && code !== '' ? code : 'OK' };
}

function demandDeclared(operation: RestOperation, body: Readonly<Record<string, unknown>>): void {
  const faults = checkRestResult(operation, body);
  if (faults.length > 0) throw new Error(`${operation.operationId} answers what it does not declare: ${faults.join('; ')}`);
}
