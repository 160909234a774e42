import { differ, differInNames } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { kindOf } from '../json-schema.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { RestReferenceField, RestReferenceFields } from './reference.ts';

/** Where in an operation something stands. */
export interface Spot {
  readonly action: string;
  readonly field: string;
}

/** Members of an object, declared and in the reference. `presence` is the aspect under which a difference in `required` is told. */
export function compareMembers(at: Spot, schema: JsonSchema, expected: RestReferenceFields, presence: 'required' | 'presence'): readonly Finding[] {
  const declared = schema.properties ?? {};
  return [
    ...differInNames(at.action, at.field, Object.keys(expected), Object.keys(declared)),
    ...Object.entries(expected).flatMap(([name, field]) => {
      const member = declared[name];
      if (member === undefined) return [];
      const spot = { action: at.action, field: `${at.field}.${name}` };
      return [
        ...differ(spot.action, spot.field, presence, field.required ?? false, schema.required?.includes(name) ?? false),
        ...compareField(spot, member, field, presence),
      ];
    }),
  ];
}

/** Type, limits and members of one parameter or field. */
export function compareField(at: Spot, schema: JsonSchema, expected: RestReferenceField, presence: 'required' | 'presence'): readonly Finding[] {
  const of = (aspect: string, reference: unknown, declared: unknown): readonly Finding[] => differ(at.action, at.field, aspect, reference, declared);
  const kind = of('type', expected.type, restKindOf(schema));
  if (kind.length > 0) return kind;
  return [
    ...of('format', expected.format === 'date-time' ? expected.format : undefined, schema.format),
    ...compareLimits(at, schema, expected),
    ...(expected.fields === undefined ? [] : compareMembers(at, schema, expected.fields, presence)),
    ...compareItems(at, schema.items, expected.items, presence),
  ];
}

function compareItems(at: Spot, items: JsonSchema | undefined, expected: RestReferenceField['items'], presence: 'required' | 'presence'): readonly Finding[] {
  if (expected === undefined) return [];
  const spot = { action: at.action, field: `${at.field}[]` };
  if (typeof expected === 'string') return differ(spot.action, spot.field, 'type', expected, restKindOf(items ?? {}));
  const kind = differ(spot.action, spot.field, 'type', 'object', restKindOf(items ?? {}));
  return kind.length > 0 ? kind : compareMembers(spot, items ?? {}, expected, presence);
}

/** An enumeration says all there is to say: lengths and bounds around it add nothing. */
function compareLimits(at: Spot, schema: JsonSchema, expected: RestReferenceField): readonly Finding[] {
  const of = (aspect: string, reference: unknown, declared: unknown): readonly Finding[] => differ(at.action, at.field, aspect, reference, declared);
  if (expected.enum !== undefined) return of('enum', expected.enum.map(String).toSorted(), (schema.enum ?? []).map(String).toSorted());
  const bounds = boundsOf(schema);
  return [
    ...of('enum', schema.enum === undefined ? undefined : [], schema.enum),
    ...of('minLength', expected.minLength, schema.minLength),
    ...of('maxLength', expected.maxLength, schema.maxLength),
    ...of('min', expected.min, bounds.minimum),
    ...of('max', expected.max, bounds.maximum),
    ...of('minItems', expected.minItems, schema.minItems),
    ...of('maxItems', expected.maxItems, schema.maxItems),
  ];
}

/** Longs are declared as text, because numbers would lose their digits; maps as the text that they are kept as. */
function restKindOf(schema: JsonSchema): string {
  if (schema.format === 'int64') return 'integer';
  return schema.contentMediaType === 'application/json' ? 'map' : kindOf(schema);
}

function boundsOf(schema: JsonSchema): { readonly minimum?: number; readonly maximum?: number } {
  return schema.format === 'int64' ? { minimum: 0, maximum: Number(2n ** 63n - 1n) } : schema;
}
