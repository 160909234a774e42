import { decodeRest, isRestErrorCode } from '@sallyport/contract';
import type { RawRest, RestOperation, RestParam, RestParams } from '@sallyport/contract';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { jsonSchema } from '../json-schema.ts';
import { isChinese, isEnglish } from '../languages.ts';
import { limits } from '../param-rules.ts';
import { openObjects } from '../rules.ts';

const AUDIT_CLASSES: readonly string[] = ['public', 'sensitive', 'secret'];
/** In a name or in the members of what it holds. */
const SECRET_NAME = /password|verify_code|secret|token/i;
const PLACES = ['path', 'query', 'body'] as const;

/** Rules that every declaration keeps, whatever the reference says. `key` is its name in the catalogue. */
export function restOperationRules(key: string, operation: RestOperation): readonly Finding[] {
  const of = (aspect: string, broken: boolean, detail: string): readonly Finding[] => (broken ? [finding(operation.operationId, '', aspect, detail)] : []);
  const variables = [...operation.path.matchAll(/\{([a-z_]+)\}/g)].map(([, name = '']) => name);
  // POST also asks: CheckHosts uses up a try, so it writes.
  const reads = operation.method === 'GET';
  return [
    ...of('name', key !== operation.operationId, `stands under ${key} in the catalogue`),
    ...of('doc', !isEnglish(operation.doc.en) || !isChinese(operation.doc.zh), 'needs a text in English and one in Chinese'),
    ...of('ramAction', operation.ramAction !== `osm:${operation.operationId}`, 'is not osm: with the name'),
    ...of('kind', reads !== (operation.kind === 'read'), `its method says ${reads ? 'read' : 'write'}`),
    ...of('path', variables.join(',') !== Object.keys(operation.pathParams).join(','), 'its variables are not its parameters'),
    ...of('body', reads && Object.keys(operation.body).length > 0, 'a GET with a body'),
    ...operation.errors.flatMap((code) => of('errors', !isRestErrorCode(code), `${code} is not in the registry`)),
    ...openObjects(operation.operationId, 'result', jsonSchema(operation.result)),
    ...PLACES.flatMap((place) => Object.entries(paramsOf(operation, place)).flatMap(([name, param]) => paramRules(operation, place, name, param))),
  ];
}

function paramRules(operation: RestOperation, place: (typeof PLACES)[number], name: string, param: RestParam): readonly Finding[] {
  const field = `${place}.${name}`;
  const of = (aspect: string, broken: boolean, detail: string): readonly Finding[] => (broken ? [finding(operation.operationId, field, aspect, detail)] : []);
  const schema = jsonSchema(param.schema);
  const decoded = decodeRest(operation, exampleOf(operation, field));
  return [
    ...of('doc', !isEnglish(param.doc.en) || !isChinese(param.doc.zh), 'needs a text in English and one in Chinese'),
    ...of('audit', !AUDIT_CLASSES.includes(param.audit), 'has no audit class'),
    ...of('audit', SECRET_NAME.test(`${name} ${JSON.stringify(schema)}`) && param.audit !== 'secret', 'named like a secret, but not of class secret'),
    ...of('default', param.default !== undefined && param.required, 'a required parameter has no default'),
    ...of('example', !decoded.ok && `${decoded.where}.${decoded.name}` === field, `the example does not decode: ${param.example}`),
    ...limits(operation.operationId, field, schema),
  ];
}

/** A request with the examples of what is required, and of one field. */
function exampleOf(operation: RestOperation, field: string): RawRest {
  const examples = (place: (typeof PLACES)[number]): readonly (readonly [string, string])[] => Object.entries(paramsOf(operation, place))
    .filter(([name, param]) => param.required || `${place}.${name}` === field).map(([name, param]) => [name, param.example]);
  return {
    path: Object.fromEntries(examples('path')),
    query: new Map(examples('query').map(([name, text]) => [name, [text]])),
    headers: new Map(),
    body: new TextEncoder().encode(`{${examples('body').map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`),
  };
}

function paramsOf(operation: RestOperation, place: (typeof PLACES)[number]): RestParams {
  return place === 'path' ? operation.pathParams : operation[place];
}
