import { IsArray, IsBoolean, IsEnum, IsInteger, IsLiteral, IsObject, IsString } from 'typebox';
import type { TArray, TObject, TSchema } from 'typebox';
import type { FlatTree } from './flat-keys.ts';
import { parseJsonText } from './json-text.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { UNSTORABLE } from './unstorable.ts';

const INTEGER = /^-?[0-9]{1,16}$/;
const INDEX = /^[1-9][0-9]{0,4}$/;

/**
 * Brings what the wire said into the shape of `schema`: numbers and booleans come as text, structures as flat keys or JSON text.
 * Limits are the validator's; this only shapes. Object keys outside the schema are refused, so nothing hostile is copied.
 */
export function coerce(schema: TSchema, raw: unknown): Outcome<unknown> {
  if (IsArray(schema)) return coerceArray(schema, raw);
  if (IsObject(schema)) return coerceObject(schema, raw);
  if (IsInteger(schema)) return coerceInteger(raw);
  if (IsBoolean(schema)) return coerceBoolean(raw);
  if (IsString(schema) || IsEnum(schema) || IsLiteral(schema)) return coerceString(raw);
  return refused('of a kind that cannot travel');
}

function coerceString(raw: unknown): Outcome<string> {
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string') return refused('not a string');
  if (UNSTORABLE.test(text)) return refused('contains characters that cannot be stored');
  return accepted(text);
}

function coerceInteger(raw: unknown): Outcome<number> {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? accepted(raw) : refused('not an integer');
  if (typeof raw !== 'string' || !INTEGER.test(raw.trim())) return refused('not an integer');
  const value = Number(raw.trim());
  // Adding 0 turns -0, which JSON and databases print in two ways, into 0.
  return Number.isSafeInteger(value) ? accepted(value + 0) : refused('not an integer');
}

function coerceBoolean(raw: unknown): Outcome<boolean> {
  if (typeof raw === 'boolean') return accepted(raw);
  // Python clients write `True`.
  const text = typeof raw === 'string' ? raw.toLowerCase() : '';
  return text === 'true' || text === 'false' ? accepted(text === 'true') : refused('neither true nor false');
}

function coerceArray(schema: TArray, raw: unknown): Outcome<readonly unknown[]> {
  const elements = isTree(raw) ? indexed(raw) : Array.isArray(raw) ? accepted<readonly unknown[]>(raw) : refused('not a list');
  if (!elements.ok) return elements;
  const values: unknown[] = [];
  for (const element of elements.value) {
    const value = coerce(schema.items, unfold(schema.items, element, isTree(raw)));
    if (!value.ok) return refused(`an entry is ${value.reason}`);
    values.push(value.value);
  }
  return accepted(values);
}

/** Elements of flat keys in the order of their indexes; gaps are where the client dropped a null. */
function indexed(tree: FlatTree): Outcome<readonly unknown[]> {
  const entries: [number, unknown][] = [];
  for (const [key, value] of tree) {
    if (!INDEX.test(key)) return refused('not indexed from 1');
    entries.push([Number(key), value]);
  }
  return accepted(entries.sort(([a], [b]) => a - b).map(([, value]) => value));
}

function coerceObject(schema: TObject, raw: unknown): Outcome<Readonly<Record<string, unknown>>> {
  const members = membersOf(raw);
  if (members === undefined) return refused('not an object');
  const values: [string, unknown][] = [];
  for (const [key, element] of members) {
    const member = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    if (member === undefined) return refused('an object with an unknown key');
    const value = coerce(member, unfold(member, element, isTree(raw)));
    if (!value.ok) return refused(`an object whose ${key} is ${value.reason}`);
    values.push([key, value.value]);
  }
  return accepted(Object.fromEntries(values));
}

function membersOf(raw: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isTree(raw)) return [...raw];
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : undefined;
}

/** JSON text may stand where a flat key ends and a structure is due (`Hosts.1={…}`), but JSON text inside JSON text is not read again. */
function unfold(schema: TSchema, raw: unknown, flat: boolean): unknown {
  if (!flat || typeof raw !== 'string' || (!IsArray(schema) && !IsObject(schema))) return raw;
  const parsed = parseJsonText(raw);
  return parsed.ok ? parsed.value : undefined;
}

/** Maps come from flat keys only: JSON text has none. */
function isTree(raw: unknown): raw is FlatTree {
  return raw instanceof Map;
}
