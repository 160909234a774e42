import { IsArray, IsObject, IsString } from 'typebox';
import { ERRORS, errorEntry } from '../errors.ts';
import type { MissingCode } from '../errors.ts';
import type { Operation, Param, ParamsOf } from '../operation.ts';
import { coerce } from './coerce.ts';
import { checkerOf } from './compiled.ts';
import { groupFlatPairs, plantFlatPairs } from './flat-keys.ts';
import type { FlatPair } from './flat-keys.ts';
import { parseJsonText } from './json-text.ts';
import { refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';

export interface DecodeFailure {
  readonly ok: false;
  readonly code: 'InvalidParameter' | MissingCode;
  /** The parameter at fault. */
  readonly param: string;
  /** The registry's English text of the code, as error bodies carry it. */
  readonly message: string;
  /** What exactly is wrong, for people; never repeats a value. */
  readonly reason: string;
}

export type Decoded<O extends Operation> = { readonly ok: true; readonly params: ParamsOf<O> } | DecodeFailure;

/**
 * Decodes the parameters of a call from its merged query and form. Keys that the operation does not declare are left alone.
 * Required ones that are absent or empty: `Missing<Param>`, first of all; anything else that does not fit: `InvalidParameter`. Never throws on any input.
 */
export function decodeParams<O extends Operation>(operation: O, pairs: ReadonlyMap<string, string>): Decoded<O> {
  const declared = Object.entries(operation.params);
  const flat = groupFlatPairs(new Set(Object.keys(operation.params)), pairs);
  for (const [name, param] of declared) {
    if (param.required && isAbsent(param, pairs.get(name), flat.get(name))) return missing(name);
  }
  const values = new Map<string, unknown>();
  for (const [name, param] of declared) {
    const text = pairs.get(name);
    const group = flat.get(name);
    if (isAbsent(param, text, group)) {
      if (param.default !== undefined) values.set(name, param.default);
      continue;
    }
    const value = decodeParam(param, text, group);
    if (!value.ok) return invalid(name, value.reason);
    values.set(name, value.value);
  }
  const wanting = declared.find(([name, param]) => !values.has(name) && isWanted(param, values));
  if (wanting !== undefined) return invalid(wanting[0], 'needed together with the other values');
  // Every declared parameter has been coerced and checked against its schema, which is what ParamsOf is made of.
  return { ok: true, params: Object.fromEntries(values) as ParamsOf<O> };
}

function isAbsent(param: Param, text: string | undefined, group: readonly FlatPair[] | undefined): boolean {
  if (group !== undefined) return false;
  if (text === undefined || (text === '' && param.empty !== 'value')) return true;
  // Trimmed first: a pattern with white space on both sides would try a megabyte of blanks at every place.
  return param.zero === 'default' && /^[+-]?0*$/.test(text.trim());
}

function decodeParam(param: Param, text: string | undefined, group: readonly FlatPair[] | undefined): Outcome<unknown> {
  const raw = readRaw(param, text, group);
  if (!raw.ok) return raw;
  const value = coerce(param.schema, raw.value);
  if (!value.ok) return value;
  const checker = checkerOf(param.schema);
  return checker.check(value.value) ? value : refused(checker.reasons(value.value)[0] ?? 'not valid');
}

function readRaw(param: Param, text: string | undefined, group: readonly FlatPair[] | undefined): Outcome<unknown> {
  const structured = IsArray(param.schema) || IsObject(param.schema);
  if (group !== undefined) {
    if ((text ?? '') !== '' || !structured) return refused('given in two forms at once');
    return plantFlatPairs(group);
  }
  if (!structured || text === undefined) return { ok: true, value: text };
  // One bare value where a flat list is due: clients that know only one instance write `InstanceId=…`.
  if (param.wire === 'flat' && IsArray(param.schema) && IsString(param.schema.items) && !text.trimStart().startsWith('[')) return { ok: true, value: [text] };
  return parseJsonText(text);
}

function isWanted(param: Param, values: ReadonlyMap<string, unknown>): boolean {
  return (param.requiredWhen ?? []).some((condition) => {
    const value = values.get(condition.param);
    return typeof value === 'string' && condition.equals.includes(value);
  });
}

function missing(param: string): DecodeFailure {
  const code: MissingCode = `Missing${param}`;
  return { ok: false, code, param, message: errorEntry(code)?.en ?? '', reason: 'absent or empty' };
}

function invalid(param: string, reason: string): DecodeFailure {
  return { ok: false, code: 'InvalidParameter', param, message: ERRORS.InvalidParameter.en, reason };
}
