import { JsonNumber, keepNumberSource } from './json-number.ts';
import { parseJsonText } from './json-text.ts';
import { accepted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { decodeUtf8 } from './utf8.ts';

/** Members of the JSON object in a request body; none when it is empty. Numbers are `JsonNumber`. Never throws. */
export function readBody(body: Uint8Array): Outcome<ReadonlyMap<string, unknown>> {
  const text = decodeUtf8(body);
  if (text === undefined) return refused('not UTF-8');
  if (text.trim() === '') return accepted(new Map());
  const checked = parseJsonText(text);
  if (!checked.ok) return checked;
  const value: unknown = JSON.parse(text, keepNumberSource);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof JsonNumber) return refused('not a JSON object');
  return accepted(new Map(Object.entries(value)));
}
