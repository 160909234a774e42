import { JsonNumber } from './json-number.ts';

/** JSON text of what `readBody` gave, without white space and with its numbers as they were spelt. */
export function spellJson(value: unknown): string {
  if (value instanceof JsonNumber) return value.source;
  if (Array.isArray(value)) return `[${value.map(spellJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${spellJson(member)}`).join(',')}}`;
  return JSON.stringify(value);
}
