import type { Operation } from '@sallyport/contract';
import { differ, differInNames } from './finding.ts';
import type { Finding } from './finding.ts';
import { jsonSchema, kindOf } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ReferenceOperation, ReferenceResult } from './reference.ts';

/** RequestId is in every answer and added by the dispatcher, so no declaration has it. */
export function compareResult(operation: Operation, reference: ReferenceOperation): readonly Finding[] {
  const { RequestId: _added, ...fields } = reference.result;
  return compareValue(operation.action, 'result', jsonSchema(operation.result), fields);
}

function compareValue(action: string, at: string, schema: JsonSchema, expected: ReferenceResult): readonly Finding[] {
  if (typeof expected === 'string') return differ(action, at, 'type', expected, kindOf(schema));
  if (isList(expected)) {
    const kind = differ(action, at, 'type', 'array', kindOf(schema));
    return kind.length > 0 ? kind : compareValue(action, `${at}[]`, schema.items ?? {}, expected[0]);
  }
  const kind = differ(action, at, 'type', 'object', kindOf(schema));
  if (kind.length > 0) return kind;
  const properties = schema.properties ?? {};
  return [
    ...differInNames(action, at, Object.keys(expected), Object.keys(properties)),
    ...Object.entries(expected).flatMap(([name, value]) => {
      const property = properties[name];
      if (property === undefined) return [];
      const optional = schema.required?.includes(name) === true ? [] : differ(action, `${at}.${name}`, 'presence', 'always', 'sometimes');
      return [...optional, ...compareValue(action, `${at}.${name}`, property, value)];
    }),
  ];
}

function isList(expected: ReferenceResult): expected is readonly [ReferenceResult] {
  return Array.isArray(expected);
}
