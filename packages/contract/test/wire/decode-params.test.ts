import { describe, expect, it } from 'vitest';
import { catalogue, decodeParams } from '../../src/index.ts';
import type { ActionName, Operation } from '../../src/index.ts';

/** Decodes with the required parameters filled in; `pairs` wins. */
function decode(action: ActionName, pairs: Readonly<Record<string, string>>) {
  const operation: Operation = catalogue[action];
  const filled = Object.entries(operation.params)
    .filter(([name, param]) => param.required && !Object.keys(pairs).some((key) => key === name || key.startsWith(`${name}.`)))
    .map(([name, param]): [string, string] => [name, param.example]);
  return decodeParams(operation, new Map([...filled, ...Object.entries(pairs)]));
}

function param(action: ActionName, name: string, pairs: Readonly<Record<string, string>>): unknown {
  const decoded = decode(action, pairs);
  return decoded.ok ? new Map<string, unknown>(Object.entries(decoded.params)).get(name) : `${decoded.code} ${decoded.param}`;
}

describe('a required parameter', () => {
  it.each<[ActionName, string]>([['LockUsers', 'InstanceId'], ['LockUsers', 'UserIds'], ['RejectOperationTicket', 'OperationTicketId'], ['SetPolicyApprovalConfig', 'ApprovalConfig'], ['ModifyHostsPort', 'Port']])(
    '%s %s is missing when empty', (action, name) => {
      expect(decode(action, { [name]: '' })).toMatchObject({ code: `Missing${name}`, message: `${name} is mandatory for this action.` });
    });

  it('is reported missing before anything else is found wrong', () => {
    const decoded = decodeParams(catalogue.LockUsers, new Map([['InstanceId', 'x'.repeat(500)]]));
    expect(decoded).toMatchObject({ ok: false, code: 'MissingUserIds' });
  });

  it('of a Detach may not be spelled half: an element without HostId is refused', () => {
    expect(param('DetachHostAccountsFromUser', 'Hosts', { Hosts: '[{"HostAccountIds":["1"]}]' })).toBe('InvalidParameter Hosts');
  });
});

describe('lists of ids', () => {
  it.each([
    ['["1","2"]', ['1', '2']], ['[1, 2]', ['1', '2']], ['["01"," 1","",1.5]', ['01', ' 1', '', '1.5']], ['[1,1]', ['1', '1']],
    ['[]', 'InvalidParameter UserIds'], ['1', 'InvalidParameter UserIds'], ['{"0":"1"}', 'InvalidParameter UserIds'], ['"1"', 'InvalidParameter UserIds'], ['["1"', 'InvalidParameter UserIds'],
    ['[null]', 'InvalidParameter UserIds'], ['[["1"]]', 'InvalidParameter UserIds'], ['[true]', 'InvalidParameter UserIds'], ['null', 'InvalidParameter UserIds'],
  ])('UserIds=%s', (text, expected) => {
    expect(param('LockUsers', 'UserIds', { UserIds: text })).toEqual(expected);
  });

  it('take 100 ids and refuse 101', () => {
    const ids = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => String(at + 1)));
    expect(param('LockUsers', 'UserIds', { UserIds: ids(100) })).toHaveLength(100);
    expect(param('LockUsers', 'UserIds', { UserIds: ids(101) })).toBe('InvalidParameter UserIds');
    expect(param('UnlockUsers', 'UserIds', { UserIds: ids(101) })).toBe('InvalidParameter UserIds');
  });

  it('come flat, with gaps, in the order of their indexes', () => {
    expect(param('SetPolicyUserScope', 'UserIds', { ScopeType: 'User', 'UserIds.10': 'c', 'UserIds.2': 'b', 'UserIds.1': 'a' })).toEqual(['a', 'b', 'c']);
    expect(param('LockUsers', 'UserIds', { 'UserIds.2': '9' })).toEqual(['9']);
  });

  it.each(['UserIds.0', 'UserIds.01', 'UserIds.-1', 'UserIds.x', 'UserIds.100000', 'UserIds.', 'UserIds.1.2', 'UserIds.__proto__'])('refuse the index of %s', (key) => {
    expect(param('SetPolicyUserScope', 'UserIds', { ScopeType: 'User', [key]: '1' })).toBe('InvalidParameter UserIds');
  });

  it('are refused in two forms at once', () => {
    expect(param('LockUsers', 'UserIds', { UserIds: '["1"]', 'UserIds.1': '2' })).toBe('InvalidParameter UserIds');
  });

  it('take one bare value only where the flat form is documented', () => {
    expect(param('DescribeInstances', 'InstanceId', { InstanceId: 'bastionhost-cn-1' })).toEqual(['bastionhost-cn-1']);
    expect(param('LockUsers', 'UserIds', { UserIds: 'abc' })).toBe('InvalidParameter UserIds');
  });
});

describe('structures', () => {
  const both = [{ HostId: '1' }, { HostId: '2', HostAccountIds: ['1', '2'] }];

  it.each([
    { Hosts: '[{"HostId":"1"},{"HostId":"2","HostAccountIds":["1","2"]}]' },
    { Hosts: '[{"HostId":1},{"HostId":2,"HostAccountIds":[1,2]}]' },
    { 'Hosts.1.HostId': '1', 'Hosts.2.HostId': '2', 'Hosts.2.HostAccountIds.1': '1', 'Hosts.2.HostAccountIds.4': '2' },
    { 'Hosts.1': '{"HostId":"1"}', 'Hosts.2.HostId': '2', 'Hosts.2.HostAccountIds': '["1","2"]' },
  ])('Hosts as %j', (pairs) => {
    expect(param('DetachHostAccountsFromUser', 'Hosts', pairs)).toEqual(both);
  });

  it('keep an empty list of accounts apart from no list', () => {
    expect(param('DetachHostAccountsFromUser', 'Hosts', { Hosts: '[{"HostId":"1","HostAccountIds":[]}]' })).toEqual([{ HostId: '1', HostAccountIds: [] }]);
  });

  it.each([
    '[{"HostId":"1","HostAccountIds":null}]', '[{"HostId":"1","HostAccountIDs":["2"]}]', '[{"HostId":"1","__proto__":{}}]', '[{"HostId":{"a":1}}]', '[{"HostId":"1","HostAccountIds":"[\\"1\\"]"}]', '[]',
  ])('refuse Hosts=%s', (text) => {
    expect(param('DetachHostAccountsFromUser', 'Hosts', { Hosts: text })).toBe('InvalidParameter Hosts');
  });

  it('take 10 hosts with 10 accounts and refuse 11 of either', () => {
    const hosts = (count: number, accounts: number) => JSON.stringify(Array.from({ length: count }, (_, at) => ({ HostId: String(at + 1), HostAccountIds: Array.from({ length: accounts }, (_one, of) => String(of + 1)) })));
    expect(param('AttachHostAccountsToUser', 'Hosts', { Hosts: hosts(10, 10) })).toHaveLength(10);
    expect(param('AttachHostAccountsToUser', 'Hosts', { Hosts: hosts(11, 1) })).toBe('InvalidParameter Hosts');
    expect(param('DetachHostAccountsFromUser', 'Hosts', { Hosts: hosts(1, 11) })).toBe('InvalidParameter Hosts');
  });

  it('as objects come as JSON text or flat', () => {
    expect(param('SetPolicyApprovalConfig', 'ApprovalConfig', { ApprovalConfig: '{"SwitchStatus":"On"}' })).toEqual({ SwitchStatus: 'On' });
    expect(param('SetPolicyApprovalConfig', 'ApprovalConfig', { 'ApprovalConfig.SwitchStatus': 'Off' })).toEqual({ SwitchStatus: 'Off' });
    expect(param('SetPolicyApprovalConfig', 'ApprovalConfig', { ApprovalConfig: '{"SwitchStatus":"on"}' })).toBe('InvalidParameter ApprovalConfig');
    expect(param('SetPolicyApprovalConfig', 'ApprovalConfig', { ApprovalConfig: '{}' })).toBe('InvalidParameter ApprovalConfig');
  });

  it('understand the literal star of Terraform', () => {
    expect(param('DescribeInstances', 'Tag', { 'Tag.*.1.Key': 'env', 'Tag.*.1.Value': 'test' })).toEqual([{ Key: 'env', Value: 'test' }]);
  });

  it('hold exactly one second factor', () => {
    expect(param('ModifyUser', 'TwoFactorMethods', { TwoFactorMethods: '[\n "sms"\n]' })).toEqual(['sms']);
    expect(param('ModifyUser', 'TwoFactorMethods', { TwoFactorMethods: '["sms","totp"]' })).toBe('InvalidParameter TwoFactorMethods');
    expect(param('ModifyUser', 'TwoFactorMethods', { TwoFactorMethods: '["fax"]' })).toBe('InvalidParameter TwoFactorMethods');
    expect(param('ModifyUser', 'TwoFactorMethods', { TwoFactorMethods: '' })).toBeUndefined();
  });
});

describe('pages', () => {
  it.each([[undefined, 20], ['', 20], ['0', 20], ['00', 20], ['1', 1], ['100', 100], [' 50 ', 50], ['101', 'InvalidParameter PageSize'], ['-1', 'InvalidParameter PageSize'], ['2.5', 'InvalidParameter PageSize'], ['ten', 'InvalidParameter PageSize'], ['1e1', 'InvalidParameter PageSize']])('PageSize=%s', (text, expected) => {
    expect(param('ListUsers', 'PageSize', text === undefined ? {} : { PageSize: text })).toBe(expected);
  });

  it('have the defaults and maxima of their operation', () => {
    expect(param('ListHosts', 'PageSize', {})).toBe(10);
    expect(param('ListOperationTickets', 'PageSize', { PageSize: '1000' })).toBe(1000);
    expect(param('ListOperationTickets', 'PageSize', { PageSize: '1001' })).toBe('InvalidParameter PageSize');
    expect(param('ListHosts', 'PageNumber', { PageNumber: '0' })).toBe(1);
  });
});

describe('scalars', () => {
  it.each([['true', true], ['True', true], ['FALSE', false], ['', false], ['1', 'InvalidParameter NeedResetPassword'], ['yes', 'InvalidParameter NeedResetPassword']])('NeedResetPassword=%s', (text, expected) => {
    expect(param('CreateUser', 'NeedResetPassword', { Source: 'Ram', SourceUserId: '1', NeedResetPassword: text })).toBe(expected);
  });

  it.each([['22', 22], ['65535', 65_535], ['21', 'InvalidParameter Port'], ['65536', 'InvalidParameter Port'], ['99999999999999999999', 'InvalidParameter Port'], ['0x16', 'InvalidParameter Port']])('Port=%s', (text, expected) => {
    expect(param('ModifyHostsPort', 'Port', { Port: text })).toBe(expected);
  });

  it.each([['1', 1], ['100', 100], ['0', 'InvalidParameter Priority'], ['101', 'InvalidParameter Priority']])('Priority=%s', (text, expected) => {
    expect(param('CreatePolicy', 'Priority', { Priority: text })).toBe(expected);
  });

  it('count the length of texts in code points, not graphemes or units', () => {
    expect(param('RejectOperationTicket', 'Comment', { Comment: '😀'.repeat(500) })).toBe('😀'.repeat(500));
    expect(param('RejectOperationTicket', 'Comment', { Comment: '中'.repeat(501) })).toBe('InvalidParameter Comment');
    expect(param('RejectOperationTicket', 'Comment', { Comment: `e${'\u0301'.repeat(500)}` })).toBe('InvalidParameter Comment');
  });

  it.each([['ab', 'InvalidParameter Password'], ['Ab1!efg', 'InvalidParameter Password'], ['Ab1!efgh', 'Ab1!efgh'], ['x'.repeat(128), 'x'.repeat(128)], ['x'.repeat(129), 'InvalidParameter Password']])('Password of its length', (text, expected) => {
    expect(param('ModifyUser', 'Password', { Password: text })).toBe(expected);
  });

  it.each(['a\0b', '\ud83d', '\udc00x'])('refuse text that no store can keep', (text) => {
    expect(param('CreateUser', 'UserName', { Source: 'Ram', SourceUserId: '1', UserName: text })).toBe('InvalidParameter UserName');
  });

  it.each([['c3NoLWVkMjU1MTk=', 'c3NoLWVkMjU1MTk='], ['c3No\nLWVk\r\n', 'c3No\nLWVk\r\n'], ['-----BEGIN', 'InvalidParameter PublicKey'], ['c3No=LWVk', 'InvalidParameter PublicKey']])('base64 %j', (text, expected) => {
    expect(param('CreateUserPublicKey', 'PublicKey', { PublicKey: text })).toBe(expected);
  });

  it('of ProjectId are digits, whichever type clients give them', () => {
    expect(param('ListHosts', 'ProjectId', { ProjectId: '7' })).toBe('7');
    expect(param('ListHosts', 'ProjectId', { ProjectId: 'x' })).toBe('InvalidParameter ProjectId');
  });
});

describe('parameters that others make necessary', () => {
  it.each<[ActionName, Readonly<Record<string, string>>, string | undefined]>([
    ['CreateUser', { Source: 'Local' }, 'Password'], ['CreateUser', { Source: 'Local', Password: '' }, 'Password'], ['CreateUser', { Source: 'AD' }, 'SourceUserId'], ['CreateUser', { Source: 'Ram', SourceUserId: '1' }, undefined],
    ['CreateUser', { Source: 'Ram', SourceUserId: '1', LanguageStatus: 'Custom' }, 'Language'],
    ['CreateHost', { ActiveAddressType: 'Public', HostPrivateAddress: '10.0.0.1' }, 'HostPublicAddress'], ['CreateHost', { ActiveAddressType: 'Private' }, 'HostPrivateAddress'],
    ['CreateHost', { ActiveAddressType: 'Private', HostPrivateAddress: '10.0.0.1', Source: 'Ecs' }, 'InstanceRegionId'], ['CreateHost', { ActiveAddressType: 'Private', HostPrivateAddress: '10.0.0.1' }, undefined],
    ['SetPolicyUserScope', { ScopeType: 'UserGroup', 'UserIds.1': '1' }, 'UserGroupIds'], ['SetPolicyUserScope', { ScopeType: 'All' }, undefined], ['SetPolicyAssetScope', { ScopeType: 'Host' }, 'Hosts'],
  ])('%s %j', (action, pairs, wanting) => {
    const decoded = decode(action, pairs);
    expect(decoded.ok ? undefined : `${decoded.code} ${decoded.param}`).toBe(wanting === undefined ? undefined : `InvalidParameter ${wanting}`);
  });
});

describe('absent and undeclared', () => {
  it('optional parameters without a default stay absent, empty ones too', () => {
    const decoded = decode('ModifyUser', { UserId: '1', Comment: '', DisplayName: '', RegionId: '' });
    expect(decoded.ok && Object.keys(decoded.params).toSorted()).toEqual(['InstanceId', 'UserId']);
  });

  it('keys that the operation does not declare are left alone', () => {
    const decoded = decode('LockUsers', { UserIds: '["1"]', Signature: 'x', __proto__x: '1', constructor: 'y', 'Foo.1': 'z' });
    expect(decoded.ok && Object.keys(decoded.params).toSorted()).toEqual(['InstanceId', 'UserIds']);
  });
});

/** Every enumeration of every operation: each value, and one that is none of them. */
const ENUMERATED = Object.values<Operation>(catalogue).flatMap((operation) => Object.entries(operation.params).flatMap(([name, one]) => {
  const schema = JSON.parse(JSON.stringify(one.schema)) as { enum?: string[] };
  return schema.enum === undefined ? [] : [{ operation, name, values: schema.enum }];
}));

describe('enumerations', () => {
  it('are there to be tested', () => expect(ENUMERATED.length).toBeGreaterThanOrEqual(40));

  it.each(ENUMERATED)('$operation.action $name', ({ operation, name, values }) => {
    const wrong = (text: string) => {
      const filled = Object.entries(operation.params).map(([other, of]): [string, string] => [other, of.example]);
      const decoded = decodeParams(operation, new Map([...filled, [name, text]]));
      return !decoded.ok && decoded.param === name;
    };
    for (const value of values) expect(wrong(value)).toBe(false);
    for (const text of ['no-such-value', `${values[0]} `, (values[0] ?? '').toLowerCase() === values[0] ? (values[0] ?? '').toUpperCase() : (values[0] ?? '').toLowerCase()].filter((text) => !values.includes(text))) expect(wrong(text)).toBe(true);
  });
});
