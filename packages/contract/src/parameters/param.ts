import type { Static, TSchema } from 'typebox';
import type { AuditClass, Param, RequiredWhen, WireStyle } from '../operation.ts';

/** What a declaration says of a parameter besides its type. `wire` is text unless told otherwise. */
export interface ParamFacts {
  readonly en: string;
  readonly zh: string;
  readonly example: string;
  readonly wire?: WireStyle;
  readonly encoding?: 'base64';
  readonly empty?: 'absent' | 'value';
  readonly zero?: 'default';
  readonly requiredWhen?: readonly RequiredWhen[];
}

export function required<S extends TSchema>(schema: S, audit: AuditClass, facts: ParamFacts): Param<S, true> {
  return { schema, required: true, audit, ...spread(facts) };
}

export function optional<S extends TSchema>(schema: S, audit: AuditClass, facts: ParamFacts): Param<S, false> {
  return { schema, required: false, audit, ...spread(facts) };
}

/** An optional parameter that handlers always find: `value` when the caller gives none. */
export function defaulted<S extends TSchema>(schema: S, value: Static<S> & {}, audit: AuditClass, facts: ParamFacts): Param<S, false> & { readonly default: {} } {
  return { schema, required: false, audit, default: value, ...spread(facts) };
}

function spread(facts: ParamFacts): Omit<Param, 'schema' | 'required' | 'audit' | 'default'> {
  const { en, zh, wire = 'text', ...rest } = facts;
  return { doc: { en, zh }, wire, ...rest };
}
