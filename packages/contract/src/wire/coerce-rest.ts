import { IsArray, IsEnum, IsInteger, IsObject, IsString } from 'typebox';
import type { TArray, TEnum, TObject, TSchema, TString } from 'typebox';
import { JsonNumber } from './json-number.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { spellJson } from './spell-json.ts';
import { UNSTORABLE } from './unstorable.ts';

const CANONICAL = /^(?:0|-?[1-9][0-9]{0,63})$/;

/**
 * Brings what path, query or body say into the shape of `schema`: numbers may come as text and texts as numbers, where that is unambiguous. Limits are
 * the validator's; this only shapes. Members that no declaration knows are left out, as clouds do.
 */
export function coerceRest(schema: TSchema, raw: unknown): Outcome<unknown> {
  if (IsArray(schema)) return coerceArray(schema, raw);
  if (IsObject(schema)) return coerceObject(schema, raw);
  if (IsInteger(schema)) return coerceInteger(raw);
  if (IsEnum(schema)) return coerceEnum(schema, raw);
  if (IsString(schema)) return isJsonText(schema) ? coerceJsonText(raw) : coerceText(raw);
  return refused('of a kind that cannot travel');
}

/** Whether an empty text says nothing: wherever the reference allows one. */
export function emptyIsAbsent(schema: TSchema): boolean {
  return IsString(schema) && !isJsonText(schema) && (!('minLength' in schema) || schema.minLength === 0) && !('format' in schema);
}

/** How many elements a list may have. */
export function mostItems(schema: TArray): number {
  return 'maxItems' in schema && typeof schema.maxItems === 'number' ? schema.maxItems : 0;
}

function isJsonText(schema: TString): boolean {
  return 'contentMediaType' in schema;
}

function coerceText(raw: unknown): Outcome<string> {
  if (raw instanceof JsonNumber) return CANONICAL.test(raw.source) ? accepted(raw.source) : refused('not a text');
  if (typeof raw !== 'string') return refused('not a text');
  return UNSTORABLE.test(raw) ? refused('contains characters that cannot be stored') : accepted(raw);
}

function coerceInteger(raw: unknown): Outcome<number> {
  const text = raw instanceof JsonNumber ? raw.source : raw;
  if (typeof text !== 'string' || !CANONICAL.test(text)) return refused('not an integer');
  const value = Number(text);
  return Number.isSafeInteger(value) ? accepted(value) : refused('not an integer of at most 2⁵³-1');
}

function coerceEnum(schema: TEnum, raw: unknown): Outcome<string | number> {
  return schema.enum.every((value) => typeof value === 'number') ? coerceInteger(raw) : coerceText(raw);
}

function coerceJsonText(raw: unknown): Outcome<string> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || raw instanceof JsonNumber) return refused('not a JSON object');
  const text = spellJson(raw);
  return UNSTORABLE.test(text) ? refused('contains characters that cannot be stored') : accepted(text);
}

function coerceArray(schema: TArray, raw: unknown): Outcome<readonly unknown[]> {
  if (!Array.isArray(raw)) return refused('not a list');
  // Judged first: a validator that names every one of a million wrong elements takes seconds.
  if (raw.length > mostItems(schema)) return refused('too long a list');
  const values: unknown[] = [];
  for (const element of raw as readonly unknown[]) {
    const value = coerceRest(schema.items, element);
    if (!value.ok) return refused(`an entry is ${value.reason}`);
    values.push(value.value);
  }
  return accepted(values);
}

function coerceObject(schema: TObject, raw: unknown): Outcome<Readonly<Record<string, unknown>>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || raw instanceof JsonNumber) return refused('not an object');
  const members: ReadonlyMap<string, unknown> = new Map(Object.entries(raw));
  const values: [string, unknown][] = [];
  for (const [key, member] of Object.entries(schema.properties)) {
    const given = members.get(key);
    if (given === undefined || given === null || (given === '' && emptyIsAbsent(member))) continue;
    const value = coerceRest(member, given);
    if (!value.ok) return refused(`an object whose ${key} is ${value.reason}`);
    values.push([key, value.value]);
  }
  return accepted(Object.fromEntries(values));
}
