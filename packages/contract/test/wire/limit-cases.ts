/** The keywords of a schema that say what fits. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A value at, below or above a limit, or in or outside an enumeration. */
export interface LimitCase {
  readonly what: string;
  readonly value: unknown;
  readonly fits: boolean;
}

/** Four bytes and two UTF-16 units each, so that a limit in the wrong unit shows. */
const LETTER = '😀';

/** What a declaration says about its limits, spelt out. `absent`: an empty text means nothing was given. */
export function limitCases(schema: object, absent = true): readonly LimitCase[] {
  return casesOf(JSON.parse(JSON.stringify(schema)) as Schema, absent);
}

function casesOf(schema: Schema, absent: boolean): readonly LimitCase[] {
  if (schema.enum !== undefined) return enumCases(schema.enum);
  if (schema.format === 'int64') return longCases();
  if (schema.contentMediaType !== undefined) return mapCases(schema.maxLength ?? 0);
  switch (schema.type) {
    case 'string': return textCases(schema, absent);
    case 'integer': return integerCases(schema.minimum ?? 0, schema.maximum ?? 0);
    case 'array': return arrayCases(schema);
    case 'object': return objectCases(schema);
    case undefined:
    default: throw new Error(`no cases for type ${schema.type}`);
  }
}

function fitting(value: unknown, what: string): LimitCase {
  return { what, value, fits: true };
}

function failing(value: unknown, what: string): LimitCase {
  return { what, value, fits: false };
}

function enumCases(values: readonly (string | number)[]): readonly LimitCase[] {
  const numbers = values.filter((value) => typeof value === 'number');
  const wrong = numbers.length > 0 ? [Math.max(...numbers) + 1, -1, 'one'] : [`${values[0]}x`, String(values[0]).toUpperCase(), ''].filter((value) => !values.includes(value));
  return [...values.map((value) => fitting(value, `${value}`)), ...wrong.map((value) => failing(value, `no value: ${JSON.stringify(value)}`))];
}

function longCases(): readonly LimitCase[] {
  return [
    ...['0', '1', '9007199254740993', '999999999999999999', '1000000000000000000', '9223372036854775807'].map((value) => fitting(value, value)),
    ...['-1', '01', '+1', ' 1', '1e3', '1.0', '0x1', '', '１', '0123456789012345678', '9223372036854775808', '9223372036854775810', '9300000000000000000', '10000000000000000000'].map((value) => failing(value, `no Long: ${JSON.stringify(value)}`)),
  ];
}

function mapCases(maxLength: number): readonly LimitCase[] {
  const sized = (length: number) => ({ key: 'x'.repeat(length - '{"key":""}'.length) });
  return [
    fitting({}, 'an empty object'), fitting(sized(maxLength), `${maxLength} characters`), failing(sized(maxLength + 1), `${maxLength + 1} characters`),
    ...[[], 'text', 7, true].map((value) => failing(value, `no object: ${JSON.stringify(value)}`)),
  ];
}

function textCases(schema: Schema, absent: boolean): readonly LimitCase[] {
  const { minLength = 0, maxLength = 0 } = schema;
  const empty = minLength === 0 && absent ? [fitting('', 'empty')] : minLength === 0 ? [] : [failing('', 'empty')];
  if (schema.pattern !== undefined) return [...empty, failing('x', 'no match'), failing('1'.repeat(maxLength + 1), `${maxLength + 1} characters`)];
  const sized = (length: number) => LETTER.repeat(length);
  return [
    ...empty, fitting(sized(Math.max(minLength, 1)), `${Math.max(minLength, 1)} characters`), fitting(sized(maxLength), `${maxLength} characters`), failing(sized(maxLength + 1), `${maxLength + 1} characters`),
    failing('a\0b', 'NUL'),
  ];
}

function integerCases(minimum: number, maximum: number): readonly LimitCase[] {
  return [
    fitting(minimum, `${minimum}`), fitting(maximum, `${maximum}`), fitting(String(maximum), `${maximum} as text`),
    failing(minimum - 1, `${minimum - 1}`), failing(String(BigInt(maximum) + 1n), `${BigInt(maximum) + 1n}`),
    ...['', ' 1', '1 ', '01', '1e1', '1.0', '0x1', '１', 'one', '-0'].map((value) => failing(value, `no number: ${JSON.stringify(value)}`)),
  ];
}

function arrayCases(schema: Schema): readonly LimitCase[] {
  const { items = {}, maxItems = 0 } = schema;
  const elements = casesOf(items, items.type === 'object');
  const good = elements.find((one) => one.fits && one.value !== '')?.value;
  const many = (length: number) => Array.from({ length }, () => good);
  return [
    fitting(many(maxItems), `${maxItems} elements`), failing(many(maxItems + 1), `${maxItems + 1} elements`), fitting([], 'no element'),
    ...elements.map((one) => ({ ...one, what: `[${one.what}]`, value: [good, one.value] })),
  ].filter((one) => !(one.fits && Array.isArray(one.value) && one.value.length > maxItems));
}

function objectCases(schema: Schema): readonly LimitCase[] {
  const properties = Object.entries(schema.properties ?? {});
  const required = schema.required ?? [];
  const base = Object.fromEntries(properties.filter(([name]) => required.includes(name)).map(([name, member]) => [name, casesOf(member, false).find((one) => one.fits)?.value]));
  return [
    fitting(base, 'nothing but what is required'), fitting({ ...base, somethingElse: 1 }, 'an unknown member'), failing('text', 'no object'),
    ...required.map((name) => failing(Object.fromEntries(Object.entries(base).filter(([key]) => key !== name)), `without ${name}`)),
    ...properties.flatMap(([name, member]) => casesOf(member, !required.includes(name)).map((one) => ({ ...one, what: `${name}: ${one.what}`, value: { ...base, [name]: one.value } }))),
    ...properties.filter(([name]) => !required.includes(name)).map(([name]) => fitting({ ...base, [name]: null }, `${name}: null`)),
  ];
}
