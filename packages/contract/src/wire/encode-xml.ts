import { xmlName } from './xml-name.ts';
import { xmlText } from './xml-text.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * The XML form of what JSON would carry, as the cloud writes it: `root` around one element a member. A list is its member's name once for every
 * entry (`<Results>…</Results><Results>…</Results>`), an empty one a single empty element. null and undefined members are absent. Numbers and booleans
 * are spelt as in JSON. No white space is added, so text is exactly what stands between tags.
 */
export function encodeXml(root: string, body: object): string {
  const parts = [PROLOG];
  writeElement(xmlName(root), body, parts);
  return parts.join('');
}

function writeMember(name: string, value: unknown, parts: string[]): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) return writeElement(name, value, parts);
  if (value.length === 0) return writeElement(name, '', parts);
  for (const entry of value as readonly unknown[]) writeElement(name, entry, parts);
}

/** An entry that is null keeps its place as an empty element, and a list inside a list repeats the name once more. */
function writeElement(name: string, value: unknown, parts: string[]): void {
  parts.push('<', name, '>');
  if (Array.isArray(value)) writeMember(name, value, parts);
  else if (typeof value === 'object' && value !== null) for (const [key, member] of Object.entries(value)) writeMember(xmlName(key), member, parts);
  else parts.push(xmlText(spell(value)));
  parts.push('</', name, '>');
}

function spell(scalar: unknown): string {
  if (typeof scalar === 'string') return scalar;
  // JSON has no infinity either: such a number is null there and empty here.
  return typeof scalar === 'boolean' || (typeof scalar === 'number' && Number.isFinite(scalar)) ? JSON.stringify(scalar) : '';
}
