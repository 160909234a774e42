import { readFileSync } from 'node:fs';
import { restCatalogue } from '@sallyport/contract';
import { describe, expect, it } from 'vitest';
import { altered } from './catalogue/altered.ts';
import type { Json } from './catalogue/altered.ts';
import { checkRestCatalogue } from './catalogue/service-tickets/check.ts';
import type { RestCatalogueInput } from './catalogue/service-tickets/check.ts';
import { REST_EXPLAINED } from './catalogue/service-tickets/explained.ts';
import { readRestReference } from './catalogue/service-tickets/reference.ts';

const compatibility = readFileSync(new URL('../docs/reference/compatibility.md', import.meta.url), 'utf8');
const reference = readRestReference();
const whole: RestCatalogueInput = { declarations: restCatalogue, reference, explained: REST_EXPLAINED, compatibility };

function problems(changes: Partial<RestCatalogueInput>): readonly string[] {
  return checkRestCatalogue({ ...whole, ...changes }).problems;
}

it('the declarations as they stand have no problem', () => {
  const report = checkRestCatalogue(whole);
  expect(report.problems).toEqual([]);
  expect(report.summary).toContain('service tickets: 20 of 82 operations declared, 0 unexplained differences');
  expect(report.missing).toHaveLength(62);
  expect(report.missing).toContain('CreateMessages');
});

describe('the check sees a reference that says something else:', () => {
  it.each<[string, string, Json | undefined, string]>([
    ['another parameter', 'ListCases/query/colour', { type: 'string' }, 'differs: ListCases query.colour: missing'],
    ['a parameter less', 'ListCases/query/app_key', undefined, 'differs: ListCases query.app_key: extra'],
    ['another place', 'UpdateAuthorizations/query/group_id', { type: 'string' }, 'differs: UpdateAuthorizations query.group_id: missing'],
    ['required', 'UpdateCases/query/action_id/required', false, 'differs: UpdateCases query.action_id: required'],
    ['a required body member', 'CheckHosts/body/port/required', false, 'differs: CheckHosts body.port: required'],
    ['a type', 'CheckHosts/body/port/type', 'string', 'differs: CheckHosts body.port: type'],
    ['a Long that is a text', 'ListHistorySessions/pathParams/authorization_detail_id/type', 'string', 'differs: ListHistorySessions path.authorization_detail_id: type'],
    ['the range of a Long', 'CheckHosts/pathParams/authorization_detail_id/max', 2_147_483_647, 'differs: CheckHosts path.authorization_detail_id: max'],
    ['a text limit', 'UpdateAuthorizations/body/reject_reason/maxLength', 301, 'differs: UpdateAuthorizations body.reject_reason: maxLength'],
    ['a lower text limit', 'UpdateAuthorizations/body/reject_reason/minLength', 0, 'differs: UpdateAuthorizations body.reject_reason: minLength'],
    ['a maximum', 'ListAuthorizations/query/offset/max', 65_536, 'differs: ListAuthorizations query.offset: max'],
    ['a minimum', 'ListAuthorizations/query/limit/min', 0, 'differs: ListAuthorizations query.limit: min'],
    ['a list limit', 'ConfirmAuthorizations/body/auth_detail_list/maxItems', 5, 'differs: ConfirmAuthorizations body.auth_detail_list: maxItems'],
    ['an enumeration', 'UpdateAuthorizations/query/action_id/enum', ['reject', 'cancel', 'recall'], 'differs: UpdateAuthorizations query.action_id: enum'],
    ['an enumeration of numbers', 'ListAuthorizations/query/status/enum', [0, 1, 2, 3, 4, 5, 6], 'differs: ListAuthorizations query.status: enum'],
    ['no enumeration', 'ListHistoryOperateLogs/query/sort/enum', undefined, 'differs: ListHistoryOperateLogs query.sort: enum'],
    ['a default', 'ListAuthorizations/query/limit/default', 20, 'differs: ListAuthorizations query.limit: default'],
    ['a list style', 'ListCases/query/search_key/style', 'json', 'differs: ListCases query.search_key: style'],
    ['a condition', 'CheckHosts/body/port/requiredWhen', ['always'], 'differs: CheckHosts body.port: requiredWhen'],
    ['a member of a list', 'ConfirmAuthorizations/body/auth_detail_list/items/key', { type: 'string' }, 'differs: ConfirmAuthorizations body.auth_detail_list[].key: missing'],
    ['a required member of a list', 'ConfirmAuthorizations/body/auth_detail_list/items/port/required', true, 'differs: ConfirmAuthorizations body.auth_detail_list[].port: required'],
    ['elements of a list', 'ListCases/query/label_id_list/items', 'integer', 'differs: ListCases query.label_id_list[]: type'],
    ['a map that is a text', 'CreateCases/body/extends_map/type', 'string', 'differs: CreateCases body.extends_map: type'],
    ['a header', 'ListCases/headers', ['X-Auth-Token', 'X-Language', 'X-Time-Zone'], 'differs: ListCases header.X-Site: extra'],
    ['another header', 'ShowLoginType/headers', ['X-Auth-Token', 'X-Site', 'X-Language', 'X-Time-Zone'], 'differs: ShowLoginType header.X-Site: missing'],
    ['a result field', 'ShowCaseDetail/result/incident_detail_info/fields/age', { type: 'integer' }, 'differs: ShowCaseDetail result.incident_detail_info.age: missing'],
    ['a result field less', 'ListHistorySessions/result/session_list/items/duration', undefined, 'differs: ListHistorySessions result.session_list[].duration: extra'],
    ['a result type', 'ListCases/result/total_count/type', 'string', 'differs: ListCases result.total_count: type'],
    ['a result limit', 'UpdateCases/result/error_msg/maxLength', 64, 'differs: UpdateCases result.error_msg: maxLength'],
    ['a result enumeration', 'ShowCaseStatus/result/status/enum', [0], 'differs: ShowCaseStatus result.status: enum'],
    ['a time with a zone', 'ListHistorySessions/result/session_list/items/start_time/format', 'date-time', 'differs: ListHistorySessions result.session_list[].start_time: format'],
    ['a promise', 'ListCases/result/total_count/required', true, 'differs: ListCases result.total_count: presence'],
    ['no promise', 'ListCases/result/incident_info_list/items/incident_id/required', false, 'differs: ListCases result.incident_info_list[].incident_id: presence'],
    ['a method', 'UpdateCases/method', 'PUT', 'differs: UpdateCases: method'],
    ['a path', 'UpdateCases/path', '/v2/servicerequest/cases/{case_id}', 'differs: UpdateCases: path'],
    ['an SDK method', 'UpdateCases/sdkName', 'update_case', 'differs: UpdateCases: sdkName'],
    ['a group', 'UpdateCases/group', 'labels', 'differs: UpdateCases: group'],
    ['no such operation', 'UpdateCases', undefined, 'differs: UpdateCases: extra'],
  ])('%s', (_what, path, to, expected) => {
    expect(problems({ reference: altered(reference, ['operations', ...path.split('/')], to) })).toContainEqual(expect.stringContaining(expected));
  });

  it.each<[string, string, Json | undefined, string]>([
    ['the length of a header', 'headers/X-Auth-Token/maxLength', 4096, 'differs:  header.X-Auth-Token: maxLength'],
    ['the values of a header', 'headers/X-Site/enum', [0, 1, 2], 'differs:  header.X-Site: enum'],
    ['the default of a header', 'headers/X-Time-Zone/default', 'UTC', 'differs:  header.X-Time-Zone: default'],
    ['a code', 'errors/OSM.01010017', 200, 'differs:  error.OSM.01010017: missing'],
    ['the status of a code', 'errors/OSM.0003', 400, 'differs:  error.OSM.0003: status'],
  ])('%s', (_what, path, to, expected) => {
    expect(problems({ reference: altered(reference, path.split('/'), to) })).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the check holds declarations to the rules:', () => {
  it.each<[string, string, Json | undefined, string]>([
    ['a parameter taken out', 'UpdateAuthorizations/body/reject_reason', undefined, 'differs: UpdateAuthorizations body.reject_reason: missing'],
    ['a limit moved', 'UpdateAuthorizations/body/reject_reason/schema/maxLength', 500, 'differs: UpdateAuthorizations body.reject_reason: maxLength'],
    ['an enumeration widened', 'UpdateCases/query/action_id/schema/enum', ['cancel', 'close', 'press', 'delete', 'reopen'], 'differs: UpdateCases query.action_id: enum'],
    ['a result field taken out', 'ListHistorySessions/result/properties/session_list', undefined, 'differs: ListHistorySessions result.session_list: missing'],
    ['a default forgotten', 'ListAuthorizations/query/limit/default', undefined, 'differs: ListAuthorizations query.limit: default'],
    ['a text without limit', 'CreateCases/body/remind_time/schema/maxLength', undefined, 'rule: CreateCases body.remind_time: limits'],
    ['a number without limit', 'ListCaseOperateLogs/query/limit/schema/maximum', undefined, 'rule: ListCaseOperateLogs query.limit: limits'],
    ['an open answer', 'ShowLoginType/result/additionalProperties', true, 'rule: ShowLoginType result: shape'],
    ['no Chinese text', 'ListCases/doc/zh', 'Lists tickets', 'rule: ListCases: doc'],
    ['no English text', 'ListCases/query/app_key/doc/en', '', 'rule: ListCases query.app_key: doc'],
    ['an unknown code', 'ListCases/errors', ['OSM.01019999'], 'rule: ListCases: errors: OSM.01019999'],
    ['a secret in the open', 'CheckHosts/body/password/audit', 'public', 'rule: CheckHosts body.password: audit'],
    ['a secret in the open inside a list', 'ConfirmAuthorizations/body/auth_detail_list/audit', 'public', 'rule: ConfirmAuthorizations body.auth_detail_list: audit'],
    ['no audit class', 'ListCases/query/app_key/audit', undefined, 'rule: ListCases query.app_key: audit'],
    ['an example that does not decode', 'CheckHosts/body/port/example', '70000', 'rule: CheckHosts body.port: example'],
    ['a foreign RAM action', 'ListCases/ramAction', 'osm:ListCase', 'rule: ListCases: ramAction'],
    ['a read that says it writes', 'ListCases/kind', 'write', 'rule: ListCases: kind'],
    ['a path variable without a parameter', 'ShowCaseStatus/pathParams', {}, 'rule: ShowCaseStatus: path'],
    ['another name than its key', 'ListCases/operationId', 'ListCase', 'rule: ListCase: name'],
  ])('%s', (_what, path, to, expected) => {
    expect(problems({ declarations: altered(whole.declarations, path.split('/'), to) })).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the check is not talked out of it:', () => {
  it('an explanation that explains nothing is a problem', () => {
    const stale = { action: 'ListCases', field: 'query.app_key', aspect: 'type', reason: REST_EXPLAINED[0]?.reason ?? '' };
    expect(problems({ explained: [...REST_EXPLAINED, stale] })).toEqual(['stale: ListCases query.app_key type explains no difference']);
  });

  it('an explanation that readers do not find is a problem', () => {
    expect(problems({ compatibility: '' })).toHaveLength(REST_EXPLAINED.length);
  });

  it('a difference whose explanation went is a problem', () => {
    expect(problems({ explained: REST_EXPLAINED.filter((one) => one.aspect !== 'max') })).toHaveLength(2);
  });

  it('seeing nothing is a problem', () => {
    expect(problems({ declarations: {} }).join('\n')).toContain('blind: 0 declarations');
    expect(problems({ reference: { ...reference, operations: {} } }).join('\n')).toContain('0 in the reference');
  });
});
