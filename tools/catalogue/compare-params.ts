import type { Operation, Param } from '@sallyport/contract';
import { differ, differInNames } from './finding.ts';
import type { Finding } from './finding.ts';
import { jsonSchema, kindOf, valuesOf } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ReferenceOperation, ReferenceParam } from './reference.ts';

export function compareParams(operation: Operation, reference: ReferenceOperation): readonly Finding[] {
  const names = differInNames(operation.action, '', Object.keys(reference.params), Object.keys(operation.params));
  return [...names, ...Object.entries(operation.params).flatMap(([name, param]) => {
    const expected = reference.params[name];
    return expected === undefined ? [] : compareParam(operation.action, name, param, expected);
  })];
}

function compareParam(action: string, name: string, param: Param, expected: ReferenceParam): readonly Finding[] {
  const schema = jsonSchema(param.schema);
  return [
    ...differ(action, name, 'required', expected.required ?? false, param.required),
    ...differ(action, name, 'type', expectedKind(expected), kindOf(schema)),
    ...differ(action, name, 'style', expected.style, param.wire),
    ...differ(action, name, 'encoding', expected.encoding, param.encoding),
    ...differ(action, name, 'default', expected.default, typeof param.default === 'string' ? param.default : JSON.stringify(param.default)),
    ...differ(action, name, 'requiredWhen', conditions(expected.requiredWhen), (param.requiredWhen ?? []).flatMap((one) => one.equals.map((value) => `${one.param}=${value}`))),
    ...compareLimits(action, name, schema, expected),
    ...compareMembers(action, name, schema, expected),
  ];
}

/** json-string parameters are declared by what they hold. */
function expectedKind(expected: ReferenceParam): string {
  if (expected.style !== 'json-string') return expected.type;
  return Array.isArray(expected.shape) ? 'array' : 'object';
}

function compareLimits(action: string, name: string, schema: JsonSchema, expected: ReferenceParam): readonly Finding[] {
  const valued = schema.items !== undefined && expected.enum !== undefined ? schema.items : schema;
  return [
    ...differ(action, name, 'enum', sorted(expected.enum), sorted(valuesOf(valued))),
    ...differ(action, name, 'minLength', expected.minLength, schema.minLength),
    ...differ(action, name, 'maxLength', expected.maxLength, schema.maxLength),
    ...differ(action, name, 'min', expected.min, schema.minimum),
    ...differ(action, name, 'max', expected.max, schema.maximum),
    ...differ(action, name, 'maxItems', expected.maxItems, schema.maxItems),
  ];
}

/** Members of a structure: of a flat list's items, of a JSON object, or of the shape that a JSON string holds. */
function compareMembers(action: string, name: string, schema: JsonSchema, expected: ReferenceParam): readonly Finding[] {
  const inner = schema.items ?? schema;
  if (Array.isArray(expected.shape)) return compareShape(action, name, inner, expected.shape[0]);
  const members = expected.fields ?? expected.items;
  if (members === undefined) return [];
  if (typeof members === 'string') return differ(action, `${name}[]`, 'type', members, kindOf(inner));
  const declared = inner.properties ?? {};
  return [
    ...differInNames(action, name, Object.keys(members), Object.keys(declared)),
    ...Object.entries(members).flatMap(([member, of]) => {
      const schemaOf = declared[member];
      if (schemaOf === undefined) return [];
      const at = `${name}.${member}`;
      return [
        ...differ(action, at, 'required', of.required ?? false, inner.required?.includes(member) ?? false),
        ...differ(action, at, 'type', of.type, kindOf(schemaOf)),
        ...compareLimits(action, at, schemaOf, of),
        ...compareMembers(action, at, schemaOf, of),
      ];
    }),
  ];
}

function compareShape(action: string, name: string, schema: JsonSchema, shape: unknown): readonly Finding[] {
  if (typeof shape === 'string') return differ(action, `${name}[]`, 'type', shape, kindOf(schema));
  if (typeof shape !== 'object' || shape === null) return [];
  return differInNames(action, name, Object.keys(shape), Object.keys(schema.properties ?? {}));
}

function conditions(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts?.flatMap((text) => {
    const [param = '', values = ''] = text.split('=', 2);
    return values === '' ? [text] : values.split('|').map((value) => `${param}=${value}`);
  });
}

function sorted(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.toSorted();
}
