import { readFileSync } from 'node:fs';
import { catalogue, restCatalogue } from '@sallyport/contract';
import { describe, expect, it } from 'vitest';
import { altered } from './catalogue/altered.ts';
import type { Json } from './catalogue/altered.ts';
import { checkCatalogue } from './catalogue/check.ts';
import type { CatalogueInput } from './catalogue/check.ts';
import { listDeclarationFiles } from './catalogue/declaration-files.ts';
import { EXPLAINED } from './catalogue/explained.ts';
import { readReference } from './catalogue/reference.ts';

const compatibility = readFileSync(new URL('../docs/reference/compatibility.md', import.meta.url), 'utf8');
const reference = readReference();
const whole: CatalogueInput = { declarations: catalogue, restDeclarations: restCatalogue, reference, explained: EXPLAINED, compatibility, files: listDeclarationFiles() };

function problems(changes: Partial<CatalogueInput>): readonly string[] {
  return checkCatalogue({ ...whole, ...changes }).problems;
}

function withDeclaration(path: string, to: Json | undefined): Partial<CatalogueInput> {
  return { declarations: altered(whole.declarations, path.split('/'), to) };
}

function withReference(path: string, to: Json | undefined): Partial<CatalogueInput> {
  return { reference: altered(reference, ['operations', ...path.split('/')], to) };
}

it('the catalogue as it stands has no problem', () => {
  const report = checkCatalogue(whole);
  expect(report.problems).toEqual([]);
  expect(report.missing).toHaveLength(193 - 47);
  expect(report.missing).toContain('CreateRule');
});

describe('the check sees a reference that says something else:', () => {
  it.each<[string, string, Json | undefined, string]>([
    ['another parameter', 'LockUsers/params/Reason', { type: 'string' }, 'differs: LockUsers Reason: missing'],
    ['a parameter less', 'LockUsers/params/RegionId', undefined, 'differs: LockUsers RegionId: extra'],
    ['required', 'LockUsers/params/UserIds/required', false, 'differs: LockUsers UserIds: required'],
    ['a type', 'LockUsers/params/RegionId/type', 'integer', 'differs: LockUsers RegionId: type'],
    ['a style', 'LockUsers/params/UserIds/style', 'flat', 'differs: LockUsers UserIds: style'],
    ['a list limit', 'LockUsers/params/UserIds/maxItems', 50, 'differs: LockUsers UserIds: maxItems'],
    ['a text limit', 'CreateUser/params/Comment/maxLength', 400, 'differs: CreateUser Comment: maxLength'],
    ['a minimum', 'ModifyHostsPort/params/Port/min', 1, 'differs: ModifyHostsPort Port: min'],
    ['a maximum', 'ListUsers/params/PageSize/max', 50, 'differs: ListUsers PageSize: max'],
    ['an enumeration', 'CreateUser/params/Source/enum', ['Local'], 'differs: CreateUser Source: enum'],
    ['a default', 'ListHosts/params/PageSize/default', '20', 'differs: ListHosts PageSize: default'],
    ['an encoding', 'CreateUserPublicKey/params/Comment/encoding', 'base64', 'differs: CreateUserPublicKey Comment: encoding'],
    ['a condition', 'CreateUser/params/Password/requiredWhen', ['Source=Ram'], 'differs: CreateUser Password: requiredWhen'],
    ['a member of a list', 'SetPolicyAssetScope/params/Hosts/items/HostName', { type: 'string' }, 'differs: SetPolicyAssetScope Hosts.HostName: missing'],
    ['a member of a JSON string', 'DetachHostAccountsFromUser/params/Hosts/shape', [{ HostId: 'string' }], 'differs: DetachHostAccountsFromUser Hosts.HostAccountIds: extra'],
    ['a member of an object', 'SetPolicyApprovalConfig/params/ApprovalConfig/fields/SwitchStatus/enum', ['On'], 'differs: SetPolicyApprovalConfig ApprovalConfig.SwitchStatus: enum'],
    ['a result field', 'GetUser/result/User/Age', 'integer', 'differs: GetUser result.User.Age: missing'],
    ['a result type', 'ListUsers/result/TotalCount', 'string', 'differs: ListUsers result.TotalCount: type'],
    ['a nested result type', 'DetachHostAccountsFromUser/result/Results', ['string'], 'differs: DetachHostAccountsFromUser result.Results[]: type'],
    ['an access level', 'LockUsers/accessLevel', 'update', 'differs: LockUsers: accessLevel'],
    ['a RAM action', 'LockUsers/ramAction', 'x', 'differs: LockUsers: ramAction'],
    ['a rate', 'LockUsers/callsPerSecond', 20, 'differs: LockUsers: callsPerSecond'],
    ['a group', 'LockUsers/group', 'hosts', 'differs: LockUsers: group'],
  ])('%s', (_what, path, to, expected) => {
    expect(problems(withReference(path, to))).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the check holds declarations to the rules:', () => {
  it.each<[string, string, Json | undefined, string]>([
    ['a parameter taken out', 'LockUsers/params/UserIds', undefined, 'differs: LockUsers UserIds: missing'],
    ['a result field taken out', 'LockUsers/result/properties/Results', undefined, 'differs: LockUsers result.Results: missing'],
    ['a result field that may be absent', 'LockUsers/result/required', [], 'differs: LockUsers result.Results: presence'],
    ['a text without limit', 'CreateUser/params/UserName/schema/maxLength', undefined, 'rule: CreateUser UserName: limits'],
    ['a list without limit', 'LockUsers/params/UserIds/schema/maxItems', undefined, 'rule: LockUsers UserIds: limits'],
    ['a list element without limit', 'LockUsers/params/UserIds/schema/items/maxLength', undefined, 'rule: LockUsers UserIds[]: limits'],
    ['a number without limit', 'ListSessions/params/PageNumber/schema/maximum', undefined, 'rule: ListSessions PageNumber: limits'],
    ['an open object', 'SetPolicyApprovalConfig/params/ApprovalConfig/schema/additionalProperties', undefined, 'rule: SetPolicyApprovalConfig ApprovalConfig: limits'],
    ['an open answer', 'GetSession/result/properties/Session/additionalProperties', true, 'rule: GetSession result.Session: shape'],
    ['no Chinese text', 'ListSessions/doc/zh', 'Lists sessions', 'rule: ListSessions: doc'],
    ['no English text', 'ListSessions/params/UserId/doc/en', '', 'rule: ListSessions UserId: doc'],
    ['an unknown code', 'ListSessions/errors', ['InvalidParameter', 'InternalError', 'NoSuchCode'], 'rule: ListSessions: errors: NoSuchCode'],
    ['no audit class', 'LockUsers/params/UserIds/audit', undefined, 'rule: LockUsers UserIds: audit'],
    ['a secret in the open', 'CreateHostAccount/params/PassPhrase/audit', 'public', 'rule: CreateHostAccount PassPhrase: audit'],
    ['a default that does not fit', 'CreatePolicy/params/Priority/default', 0, 'rule: CreatePolicy Priority: default'],
    ['an example that does not decode', 'LockUsers/params/UserIds/example', '1,2', 'rule: LockUsers UserIds: example'],
    ['a condition on nothing', 'CreateUser/params/Password/requiredWhen', [{ param: 'Origin', equals: ['Local'] }], 'rule: CreateUser Password: requiredWhen'],
    ['a list without pages', 'ListSessions/params/PageSize', undefined, 'rule: ListSessions: paging'],
    ['a foreign RAM action', 'ListSessions/ramAction', 'yundun-bastionhost:ListSessions', 'rule: ListSessions: ramAction'],
    ['a read that says it writes', 'GetUser/kind', 'write', 'rule: GetUser: kind'],
    ['another name than its key', 'LockUsers/action', 'LockUser', 'rule: LockUser: name'],
    ['a name of signature v1', 'DeleteAccessKey/params/AccessKeyId', { schema: { type: 'string', maxLength: 9 }, required: false, wire: 'text', audit: 'public', doc: { en: 'key', zh: '密钥' }, example: 'x' }, 'rule: DeleteAccessKey AccessKeyId: name'],
  ])('%s', (_what, path, to, expected) => {
    expect(problems(withDeclaration(path, to))).toContainEqual(expect.stringContaining(expected));
  });

  it('a file that declares nothing, and a declaration elsewhere', () => {
    expect(problems({ files: [...whole.files, 'users/kick-users.ts'] })).toEqual(['file: users/kick-users.ts: file: declares nothing that the catalogue holds']);
    expect(problems({ files: whole.files.filter((file) => file !== 'users/lock-users.ts') })).toEqual(['file: LockUsers: file: not in operations/users/lock-users.ts']);
  });
});

describe('the check is not talked out of it:', () => {
  it('an explanation that explains nothing is a problem', () => {
    const stale = { action: 'LockUsers', field: 'UserIds', aspect: 'type', reason: EXPLAINED[0]?.reason ?? '' };
    expect(problems({ explained: [...EXPLAINED, stale] })).toEqual(['stale: LockUsers UserIds type explains no difference']);
  });

  it('an explanation that readers do not find is a problem', () => {
    expect(problems({ compatibility: '' })).toHaveLength(EXPLAINED.length);
  });

  it('a difference whose explanation went is a problem', () => {
    expect(problems({ explained: EXPLAINED.filter((one) => one.field !== 'Port') })).toEqual([expect.stringContaining('differs: ModifyHostsPort Port: type')]);
  });

  it('seeing nothing is a problem', () => {
    expect(problems({ declarations: {} }).join('\n')).toContain('blind: 0 declarations');
    expect(problems({ reference: { ...reference, operations: {} } }).join('\n')).toContain('0 in the reference');
    expect(problems({ reference: { ...reference, version: 'other' } }).join('\n')).toContain('0 of them in the reference');
  });
});
