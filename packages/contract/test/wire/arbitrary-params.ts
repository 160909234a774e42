import fc from 'fast-check';
import type { Operation } from '../../src/index.ts';

/** The keywords of a schema that matter for making values that fit it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
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

/** Text that survives a trip: well-formed, without NUL, measured in code points like the limits. */
function text(schema: Schema, minLength: number): fc.Arbitrary<string> {
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern)).filter((value) => value.length >= minLength && value.length <= (schema.maxLength ?? 0));
  // A grapheme may take several code points, and the minimum counts graphemes: letters keep both counts equal.
  const unit = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('a', 'Z', '0', '9', '"', '\\', '[', '{', ',', '.', '*', '=', '&', '%', ' ') }, { weight: 1, arbitrary: fc.constantFrom('é', '中', '😀') });
  return fc.string({ unit, minLength, maxLength: Math.min(schema.maxLength ?? 0, minLength + 20) });
}

function value(schema: Schema, top: boolean): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    // An empty text at the top means absent, so it is none of the values that a client can send.
    case 'string': return text(schema, Math.max(schema.minLength ?? 0, top ? 1 : 0));
    case 'integer': return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 0 });
    case 'boolean': return fc.boolean();
    case 'array': return fc.array(value(schema.items ?? {}, false), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 0, 6) });
    case 'object': return fc.record(
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]) => [name, value(member, false)])),
      { requiredKeys: [...schema.required ?? []], noNullPrototype: true },
    ).filter((made) => Object.keys(made).length > 0);
    case undefined:
    default: throw new Error(`no values of type ${schema.type}`);
  }
}

/** Parameters that a handler of `operation` might get, conditions between them included. */
export function paramsOf(operation: Operation): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(operation.params);
  const always = entries.filter(([, param]) => param.required || param.default !== undefined || param.requiredWhen !== undefined).map(([name]) => name);
  return fc.record(
    Object.fromEntries(entries.map(([name, param]) => [name, value(JSON.parse(JSON.stringify(param.schema)) as Schema, true)])),
    { requiredKeys: always, noNullPrototype: true },
  );
}
