import fc from 'fast-check';
import type { ReadSchema } from '../support/read-xml.ts';

interface ResultSchema extends ReadSchema {
  readonly required?: readonly string[];
  readonly items?: ResultSchema;
  readonly properties?: Readonly<Record<string, ResultSchema>>;
  readonly patternProperties?: Readonly<Record<string, ResultSchema>>;
}

/** Text that XML can hold, markup and white space of every kind included. */
const xmlSafeText: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '<', '>', '&', '"', "'", '\r', '\n', '\t', ']]>', '<![CDATA[', '&#0;', '&amp;', '<!--', '</Users>', 'é', '中', '😀', '\u{85}', '\u{7F}', '\u{2028}'),
  maxLength: 12,
});

/** Keys of free objects: hostile ones, and those that look like our own spelling of them. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', '__proto__', 'constructor', 'xml', 'a:b', '1', '-', '.', 'a b', '<x>', 'x/', '_x_', '_x0041_', '__x0041_', '_x', 'é', '😀', '\0', '\u{D800}', 'Hosts.1.HostId', '"'),
  fc.string({ unit: fc.constantFrom('_', 'x', '0', '4', '1', 'A', ' ', '>', ':'), maxLength: 8 }),
);

/** Values that fit the declared shape of an answer. Lists hold no lone empty entry, which the form cannot tell from an empty list. */
export function resultOf(schema: ResultSchema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case 'integer': return fc.maxSafeInteger();
    case 'boolean': return fc.boolean();
    case 'string': case undefined: return xmlSafeText;
    case 'array': return fc.array(resultOf(schema.items ?? {}), { maxLength: 3 }).filter(([first, ...others]) => others.length > 0 || (first !== '' && !isEmptyObject(first)));
    case 'object': return objectOf(schema);
    default: throw new Error(`no values of type ${schema.type}`);
  }
}

function objectOf({ properties = {}, patternProperties, required = [] }: ResultSchema): fc.Arbitrary<unknown> {
  if (patternProperties !== undefined) return fc.dictionary(hostileKey, xmlSafeText, { noNullPrototype: true });
  return fc.record(Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, resultOf(member)])), { requiredKeys: [...required], noNullPrototype: true });
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
