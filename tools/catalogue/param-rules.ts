import { checkValue, decodeParams } from '@sallyport/contract';
import type { Operation, Param } from '@sallyport/contract';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { jsonSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { isChinese, isEnglish } from './languages.ts';

const AUDIT_CLASSES: readonly string[] = ['public', 'sensitive', 'secret'];
const SECRET_NAME = /password$|privatekey$|passphrase$|secret$|token$/i;
/** Signature v1 carries these beside the operation's own parameters. */
const COMMON = new Set([
  'Action', 'Version', 'Format', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'SignatureType', 'Timestamp',
  'SecurityToken', 'BearerToken', 'SourceIp', 'SecureTransport', 'ResourceOwnerAccount',
]);

export function paramRules(operation: Operation): readonly Finding[] {
  return Object.entries(operation.params).flatMap(([name, param]) => {
    const of = (aspect: string, broken: boolean, detail: string): readonly Finding[] => (broken ? [finding(operation.action, name, aspect, detail)] : []);
    return [
      ...of('name', COMMON.has(name), 'a common parameter has this name'),
      ...of('doc', !isEnglish(param.doc.en) || !isChinese(param.doc.zh), 'needs a text in English and one in Chinese'),
      ...of('audit', !AUDIT_CLASSES.includes(param.audit), 'has no audit class'),
      ...of('audit', isSecretName(name, param) && param.audit !== 'secret', 'named like a secret, but not of class secret'),
      ...of('default', param.default !== undefined && !checkValue(param, param.default), 'the default does not fit the schema'),
      ...of('default', param.default !== undefined && param.required, 'a required parameter has no default'),
      ...of('example', !exampleDecodes(operation, name), `the example does not decode: ${param.example}`),
      ...(param.requiredWhen ?? []).flatMap((one) => of('requiredWhen', operation.params[one.param] === undefined, `${one.param} is no parameter of the operation`)),
      ...limits(operation.action, name, jsonSchema(param.schema)),
    ];
  });
}

/** NeedResetPassword is a switch, not a password. */
function isSecretName(name: string, param: Param): boolean {
  return SECRET_NAME.test(name) && jsonSchema(param.schema).type === 'string';
}

/** Every input has a limit: texts, lists, numbers, and no object takes keys that nobody declared. */
export function limits(action: string, at: string, schema: JsonSchema): readonly Finding[] {
  const of = (broken: boolean, detail: string): readonly Finding[] => (broken ? [finding(action, at, 'limits', detail)] : []);
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  switch (schema.type) {
    case 'string': return of(schema.maxLength === undefined, 'a text without maxLength');
    case 'integer': return of(schema.minimum === undefined || schema.maximum === undefined, 'a number without minimum or maximum');
    case 'array': return [...of(schema.maxItems === undefined, 'a list without maxItems'), ...(schema.items === undefined ? of(true, 'a list of anything') : limits(action, `${at}[]`, schema.items))];
    case 'object': return [
      ...of(schema.additionalProperties !== false, 'an open object'),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => limits(action, `${at}.${name}`, member)),
    ];
    case 'boolean': return [];
    case undefined:
    default: return of(true, 'of a kind without limits');
  }
}

/** Decodes the example among the required ones', and what those make necessary. */
function exampleDecodes(operation: Operation, name: string): boolean {
  const pairs = new Map(Object.entries(operation.params).filter(([other, param]) => param.required || other === name || param.requiredWhen !== undefined).map(([other, param]) => [other, param.example]));
  const decoded = decodeParams(operation, pairs);
  return decoded.ok || decoded.param !== name;
}
