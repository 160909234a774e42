import type { Static, TSchema } from 'typebox';
import type { AuditClass } from '../operation.ts';
import type { RestFault, RestParam } from '../rest-operation.ts';

/** What a declaration says of a parameter besides its type. */
export interface RestParamFacts {
  readonly en: string;
  readonly zh: string;
  readonly example: string;
  readonly fault?: RestFault;
  readonly code?: RestParam['code'] & {};
}

export function restRequired<S extends TSchema>(schema: S, audit: AuditClass, facts: RestParamFacts): RestParam<S, true> {
  return { schema, required: true, audit, ...spread(facts) };
}

export function restOptional<S extends TSchema>(schema: S, audit: AuditClass, facts: RestParamFacts): RestParam<S, false> {
  return { schema, required: false, audit, ...spread(facts) };
}

/** An optional parameter that handlers always find: `value` when the caller gives none. */
export function restDefaulted<S extends TSchema>(schema: S, value: Static<S> & {}, audit: AuditClass, facts: RestParamFacts): RestParam<S, false> & { readonly default: {} } {
  return { schema, required: false, audit, default: value, ...spread(facts) };
}

function spread(facts: RestParamFacts): Omit<RestParam, 'schema' | 'required' | 'audit' | 'default'> {
  const { en, zh, ...rest } = facts;
  return { doc: { en, zh }, ...rest };
}
