import { errorEntry } from '@sallyport/contract';
import type { Operation } from '@sallyport/contract';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { jsonSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { isChinese, isEnglish } from './languages.ts';
import { paramRules } from './param-rules.ts';

/** Rules that every declaration keeps, whatever the reference says. `key` is its name in the catalogue. */
export function operationRules(key: string, operation: Operation): readonly Finding[] {
  const of = (aspect: string, broken: boolean, detail: string): readonly Finding[] => (broken ? [finding(operation.action, '', aspect, detail)] : []);
  const prefix = operation.version === '2019-12-09' ? 'yundun-bastionhost:' : 'sallyport:';
  const lists = operation.action.startsWith('List');
  const reads = /^(List|Get|Describe|Explain|Export|Verify)/.test(operation.action);
  return [
    ...of('name', key !== operation.action, `stands under ${key} in the catalogue`),
    ...of('doc', !isEnglish(operation.doc.en) || !isChinese(operation.doc.zh), 'needs a text in English and one in Chinese'),
    ...of('ramAction', !operation.ramAction.startsWith(prefix), `does not begin with ${prefix}`),
    ...of('kind', reads !== (operation.kind === 'read'), `its verb says ${reads ? 'read' : 'write'}`),
    ...of('paging', lists && !(operation.params['PageNumber'] && operation.params['PageSize'] && operation.result.properties['TotalCount']), 'a list without pages'),
    ...of('errors', !operation.errors.includes('InvalidParameter') || !operation.errors.includes('InternalError'), 'InvalidParameter and InternalError may come from every operation'),
    ...operation.errors.flatMap((code) => of('errors', errorEntry(code) === undefined, `${code} is not in the registry`)),
    ...openObjects(operation.action, 'result', jsonSchema(operation.result)),
    ...paramRules(operation),
  ];
}

/** Answers are closed: a field that no declaration knows would escape every client and every check. */
export function openObjects(action: string, at: string, schema: JsonSchema): readonly Finding[] {
  if (schema.items !== undefined) return openObjects(action, `${at}[]`, schema.items);
  if (schema.type !== 'object' || schema.patternProperties !== undefined) return [];
  const open = schema.additionalProperties === false ? [] : [finding(action, at, 'shape', 'an open object')];
  return [...open, ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => openObjects(action, `${at}.${name}`, member))];
}

/** Every declaration in the file that its names call for, and no file without one. */
export function fileFindings(operations: readonly { readonly group: string; readonly name: string }[], files: readonly string[]): readonly Finding[] {
  const wanted = new Map(operations.map((operation) => [`${operation.group}/${kebab(operation.name)}.ts`, operation.name]));
  return [
    ...[...wanted].filter(([file]) => !files.includes(file)).map(([file, action]) => finding(action, '', 'file', `not in operations/${file}`)),
    ...files.filter((file) => !wanted.has(file)).map((file) => finding(file, '', 'file', 'declares nothing that the catalogue holds')),
  ];
}

function kebab(action: string): string {
  return action.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}
