import { IsArray } from 'typebox';
import type { RestErrorCode } from '../errors/service-tickets.ts';
import type { RestFault, RestInput, RestOperation, RestParam, RestParams } from '../rest-operation.ts';
import { coerceRest, emptyIsAbsent, mostItems } from './coerce-rest.ts';
import { checkerOf } from './compiled.ts';
import { decodeLocale } from './decode-locale.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { readBody } from './read-body.ts';

/** A request as HTTP has it. Path values and query are percent-decoded; header names are in lower case. */
export interface RawRest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface RestFailure {
  readonly ok: false;
  readonly fault: RestFault;
  /** What the API answers it with. */
  readonly code: RestErrorCode;
  readonly where: 'path' | 'query' | 'header' | 'body';
  /** The parameter or header at fault; empty: the body as a whole. */
  readonly name: string;
  /** What exactly is wrong, for people; never repeats a value. */
  readonly reason: string;
}

export type DecodedRest<O extends RestOperation> = { readonly ok: true; readonly input: RestInput<O> } | RestFailure;

type Place = 'path' | 'query' | 'body';
type Part = { readonly values: Readonly<Record<string, unknown>>; readonly failures: readonly RestFailure[] };

/**
 * Decodes a call. Names that the operation does not declare are left alone. What is wrong with the request as such (headers, path, query) is told before what is
 * wrong with what it says. Never throws on any input.
 */
export function decodeRest<O extends RestOperation>(operation: O, raw: RawRest): DecodedRest<O> {
  const locale = decodeLocale(operation.headers, raw.headers);
  if (!locale.ok) return { ok: false, fault: 'request', code: 'OSM.0001', where: 'header', name: locale.name, reason: locale.reason };
  const path = decodePart('path', operation.pathParams, (name) => accepted(Object.hasOwn(raw.path, name) ? raw.path[name] : undefined));
  const query = decodePart('query', operation.query, (name, param) => pickQuery(param, raw.query.get(name) ?? []));
  const body = decodeBody(operation.body, raw.body);
  const failures = [...path.failures, ...query.failures, ...body.failures];
  const first = failures.find((failure) => failure.fault === 'request') ?? failures[0];
  if (first !== undefined) return first;
  // Every declared parameter has been coerced and checked against its schema, which is what RestInput is made of.
  return { ok: true, input: { ...locale.value, path: path.values, query: query.values, body: body.values } as RestInput<O> };
}

function decodeBody(params: RestParams, bytes: Uint8Array): Part {
  // Clients send and sign `{}` even with GET: where nothing is declared, nothing is read.
  if (Object.keys(params).length === 0) return { values: {}, failures: [] };
  const members = readBody(bytes);
  if (!members.ok) return { values: {}, failures: [failure('body', '', undefined, members.reason)] };
  return decodePart('body', params, (name) => accepted(members.value.get(name) ?? undefined));
}

function decodePart(where: Place, params: RestParams, pick: (name: string, param: RestParam) => Outcome<unknown>): Part {
  const values = new Map<string, unknown>();
  const failures: RestFailure[] = [];
  for (const [name, param] of Object.entries(params)) {
    const raw = pick(name, param);
    // Twice with different values: nobody can tell which one a signature, a proxy or a log has seen.
    if (!raw.ok) failures.push({ ok: false, fault: 'request', code: 'OSM.0001', where, name, reason: raw.reason });
    else {
      const value = decodeValue(param, raw.value);
      if (!value.ok) failures.push(failure(where, name, param, value.reason));
      else if (value.value !== undefined) values.set(name, value.value);
    }
  }
  return { values: Object.fromEntries(values), failures };
}

/** undefined: absent, and nothing stands in for it. */
function decodeValue(param: RestParam, raw: unknown): Outcome<unknown> {
  if (raw === undefined || (raw === '' && !param.required && emptyIsAbsent(param.schema))) return param.required ? refused('absent') : accepted(param.default);
  const value = coerceRest(param.schema, raw);
  if (!value.ok) return value;
  const checker = checkerOf(param.schema);
  return checker.check(value.value) ? value : refused(checker.reasons(value.value)[0] ?? 'not valid');
}

/** Lists come as repeated keys, as the SDKs send them, or as one text with commas, as the documentation shows them. */
function pickQuery(param: RestParam, given: readonly string[]): Outcome<unknown> {
  const [first, ...others] = given;
  if (first === undefined) return accepted(undefined);
  if (!IsArray(param.schema)) return others.every((other) => other === first) ? accepted(first) : refused('given more than once with different values');
  if (others.length > 0) return accepted(given);
  return accepted(first === '' ? undefined : first.split(',', mostItems(param.schema) + 1));
}

function failure(where: Place, name: string, param: RestParam | undefined, reason: string): RestFailure {
  const fault = param?.fault ?? (where === 'body' ? 'business' : 'request');
  return { ok: false, fault, code: param?.code ?? (fault === 'business' ? 'OSM.01010001' : 'OSM.0001'), where, name, reason };
}
