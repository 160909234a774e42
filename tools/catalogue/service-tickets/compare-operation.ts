import { REST_ERRORS, REST_HEADERS, isRestErrorCode } from '@sallyport/contract';
import type { RestHeader, RestOperation, RestParams } from '@sallyport/contract';
import { differ, differInNames, finding } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { jsonSchema } from '../json-schema.ts';
import { compareField, compareMembers } from './compare-fields.ts';
import type { RestReference, RestReferenceField, RestReferenceFields } from './reference.ts';

/** Every difference between a declaration and its entry in the reference. */
export function compareRestOperation(operation: RestOperation, reference: RestReference): readonly Finding[] {
  const { operationId: action } = operation;
  const entry = Object.hasOwn(reference.operations, action) ? reference.operations[action] : undefined;
  if (entry === undefined) return [finding(action, '', 'extra', 'not an operation of the reference')];
  return [
    ...differ(action, '', 'sdkName', entry.sdkName, operation.sdkName),
    ...differ(action, '', 'group', entry.group, operation.group),
    ...differ(action, '', 'method', entry.method, operation.method),
    ...differ(action, '', 'path', entry.path, operation.path),
    // Who calls is told in X-Auth-Token whatever the operation: declarations leave it out.
    ...differInNames(action, 'header', entry.headers, ['X-Auth-Token', ...operation.headers]),
    ...compareParams(action, 'path', operation.pathParams, entry.pathParams ?? {}),
    ...compareParams(action, 'query', operation.query, entry.query ?? {}),
    ...compareParams(action, 'body', operation.body, entry.body ?? {}),
    ...compareMembers({ action, field: 'result' }, jsonSchema(operation.result), entry.result, 'presence'),
  ];
}

function compareParams(action: string, place: 'path' | 'query' | 'body', declared: RestParams, expected: RestReferenceFields): readonly Finding[] {
  return [
    ...differInNames(action, place, Object.keys(expected), Object.keys(declared)),
    ...Object.entries(expected).flatMap(([name, field]) => {
      const param = declared[name];
      if (param === undefined) return [];
      const at = { action, field: `${place}.${name}` };
      const schema = jsonSchema(param.schema);
      return [
        ...differ(action, at.field, 'required', field.required ?? false, param.required),
        ...differ(action, at.field, 'default', field.default, param.default),
        ...differ(action, at.field, 'requiredWhen', field.requiredWhen, undefined),
        ...differ(action, at.field, 'style', field.style, place === 'query' && schema.type === 'array' ? 'repeat-or-csv' : undefined),
        ...compareField(at, schema, field, 'required'),
      ];
    }),
  ];
}

/** The headers, which are alike in all operations, and the codes. */
export function compareCommon(reference: RestReference): readonly Finding[] {
  const declared = Object.entries(REST_HEADERS) as readonly (readonly [RestHeader, (typeof REST_HEADERS)[RestHeader]])[];
  return [
    ...declared.flatMap(([name, rule]) => {
      const expected: RestReferenceField | undefined = reference.headers[name];
      if (expected === undefined) return [finding('', `header.${name}`, 'extra', 'only in the declaration')];
      return [
        ...differ('', `header.${name}`, 'enum', expected.enum?.map(String) ?? [], rule.values ?? []),
        ...differ('', `header.${name}`, 'minLength', expected.minLength, rule.minLength),
        ...differ('', `header.${name}`, 'maxLength', expected.maxLength, rule.maxLength),
        ...differ('', `header.${name}`, 'default', expected.default === undefined ? undefined : String(expected.default), rule.default),
      ];
    }),
    ...Object.entries(reference.errors).flatMap(([code, status]) => (
      isRestErrorCode(code) ? differ('', `error.${code}`, 'status', status, REST_ERRORS[code].status) : [finding('', `error.${code}`, 'missing', 'only in the reference')]
    )),
  ];
}
