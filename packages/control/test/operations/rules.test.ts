import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { PASSWORD, createAccount, createHost, createUser } from './people.ts';

let api: Api;
let hostId: string;
let userId: string;
let principalId: string;
beforeAll(async () => {
  api = await startApi();
  userId = await createUser(api, 'somebody');
  hostId = await createHost(api, 'somewhere');
  await createAccount(api, hostId, 'taken');
  ({ principalId } = await api.principal('tied', []));
  await createUser(api, 'tied', { Source: 'Ram', SourceUserId: principalId });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});
beforeEach(() => {
  // Every test has a second's budget of calls for itself.
  api.clock.advance(1_000);
});

type Case = readonly [string, Readonly<Record<string, string>>, string];
const INVALID = 'InvalidParameter';
const ED25519 = `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, 7)]).toString('base64')}`;
const long = (length: number): string => 'x'.repeat(length);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('CreateUser', () => {
  const valid = { UserName: 'new_one', Source: 'Local', Password: PASSWORD };
  it.each<Case>([
    ['no user name', { UserName: '' }, 'MissingUserName'],
    ['a space in the name', { UserName: 'a b' }, INVALID],
    ['an @ in a local name', { UserName: 'a@b' }, INVALID],
    ['a name over 128', { UserName: long(129) }, INVALID],
    ['a name taken in another case', { UserName: 'SomeBody' }, 'UserNameAlreadyExists'],
    ['an unknown source', { Source: 'Cloud' }, INVALID],
    ['no password', { Password: '' }, INVALID],
    ['a weak password', { Password: 'aaaaaaaa' }, INVALID],
    ['a short password', { Password: 'Aa1!aaa' }, INVALID],
    ['a source user of a local user', { SourceUserId: '1' }, INVALID],
    ['a password of another source', { Source: 'AD', SourceUserId: 'CN=x' }, INVALID],
    ['a principal that is unknown', { Source: 'Ram', SourceUserId: '424242', Password: '' }, INVALID],
    ['no principal', { Source: 'Ram', Password: '' }, INVALID],
    ['an end before the start', { EffectiveStartTime: '200', EffectiveEndTime: '100' }, INVALID],
    ['a time that is none', { EffectiveStartTime: 'now' }, INVALID],
    ['two methods', { TwoFactorMethods: '["sms","email"]' }, INVALID],
    ['an unknown method', { TwoFactorMethods: '["fax"]' }, INVALID],
    ['a second factor without method', { TwoFactorStatus: 'Enable' }, INVALID],
    ['a second factor by mail without an address', { TwoFactorStatus: 'Enable', TwoFactorMethods: '["email"]' }, INVALID],
    ['a second factor by sms without a number', { TwoFactorStatus: 'Enable', TwoFactorMethods: '["sms"]' }, INVALID],
    ['an own language that is not named', { LanguageStatus: 'Custom' }, INVALID],
    ['a comment over 500', { Comment: long(501) }, INVALID],
    ['an escape sequence in the display name', { DisplayName: '\u001b[31mred' }, INVALID],
  ])('refuses %s', async (_, change, code) => {
    expect((await api.call('CreateUser', { ...valid, ...change })).code).toBe(code);
  });

  it('ties a principal to one user', async () => {
    const again = { UserName: 'again', Source: 'Ram', SourceUserId: principalId };
    expect(await api.call('CreateUser', again)).toMatchObject({ status: 409, code: 'SourceUserAlreadyExists' });
  });

  it('ends a user with the principal that he comes from, and gives the tie to nobody', async () => {
    const leaver = await api.principal('leaver', ['OperationUser']);
    const UserId = await createUser(api, 'leaver', { Source: 'Ram', SourceUserId: leaver.principalId });
    api.hints.length = 0;
    await api.ok('DeletePrincipal', { PrincipalId: leaver.principalId });
    expect(await api.ok('GetUser', { UserId })).toMatchObject({ User: { UserState: ['RemoteDeleted'] } });
    expect(api.hints).toEqual([{ instanceId: INSTANCE, kind: 'user', id: UserId }]);
    expect(await api.call('ListUsers', {}, { key: leaver })).toMatchObject({ status: 404, code: 'InvalidAccessKeyId.NotFound' });
    expect(await api.call('CreateUser', { UserName: 'heir', Source: 'Ram', SourceUserId: leaver.principalId })).toMatchObject({ code: INVALID });
  });

  it('takes names with hyphens, dots and Chinese characters', async () => {
    for (const UserName of ['tf-testAccBastionHostUser-12345', 'zhang.san', '张三']) expect((await api.call('CreateUser', { ...valid, UserName })).code).toBe('OK');
  });
});

describe('ModifyUser', () => {
  it.each<Case>([
    ['an unknown user', { UserId: '424242' }, 'OBJECT_NOT_FOUND'],
    ['a weak password', { Password: 'aaaaaaaa' }, INVALID],
    ['an own language that is not named', { LanguageStatus: 'Custom' }, INVALID],
    ['a second factor that has no method', { TwoFactorStatus: 'Enable' }, INVALID],
  ])('refuses %s', async (_, change, code) => {
    expect((await api.call('ModifyUser', { UserId: userId, ...change })).code).toBe(code);
  });

  it('judges a new end against the start that stays', async () => {
    const UserId = await createUser(api, 'window', { EffectiveStartTime: '1000' });
    expect((await api.call('ModifyUser', { UserId, EffectiveEndTime: '999' })).code).toBe(INVALID);
    expect((await api.call('ModifyUser', { UserId, EffectiveEndTime: '1001' })).code).toBe('OK');
  });

  it('changes the password', async () => {
    const UserId = await createUser(api, 'password');
    await api.ok('ModifyUser', { UserId, Password: 'Bb2?bbbb' });
    const hash = await api.store.users.passwordHash('bastionhost-cn-st220aw0001', UserId);
    expect(await api.store.passwords.verify(hash, 'Bb2?bbbb')).toBe(true);
    expect(await api.store.passwords.verify(hash, PASSWORD)).toBe(false);
  });
});

describe('CreateUserPublicKey', () => {
  it.each<Case>([
    ['no base64', { PublicKey: 'ssh-ed25519 AAAA' }, INVALID],
    ['no key', { PublicKey: base64('hello') }, INVALID],
    ['two lines', { PublicKey: base64('ssh-ed25519 AAAA\nssh-ed25519 BBBB') }, INVALID],
  ])('refuses %s', async (_, change, code) => {
    expect((await api.call('CreateUserPublicKey', { UserId: userId, PublicKeyName: 'k', PublicKey: base64('x'), ...change })).code).toBe(code);
  });
});

describe('CreateHost', () => {
  const valid = { HostName: 'fresh', OSType: 'Linux', Source: 'Local', ActiveAddressType: 'Private', HostPrivateAddress: '10.0.0.2' };
  it.each<Case>([
    ['no address of the active type', { HostPrivateAddress: '', HostPublicAddress: '1.2.3.4' }, INVALID],
    ['an address with a port', { HostPrivateAddress: '10.0.0.2:22' }, INVALID],
    ['an address with a user', { HostPrivateAddress: 'root@10.0.0.2' }, INVALID],
    ['no machine of an Ecs host', { Source: 'Ecs' }, INVALID],
    ['a control character in the name', { HostName: 'a\nb' }, INVALID],
    ['a name over 128', { HostName: long(129) }, INVALID],
    ['another project', { ProjectId: '7' }, 'OBJECT_NOT_FOUND'],
  ])('refuses %s', async (_, change, code) => {
    expect((await api.call('CreateHost', { ...valid, ...change })).code).toBe(code);
  });

  it('keeps objects of another project absent', async () => {
    expect((await api.call('GetHost', { HostId: hostId, ProjectId: '7' })).code).toBe('OBJECT_NOT_FOUND');
    expect(await api.ok('ListHosts', { ProjectId: '7' })).toMatchObject({ TotalCount: 0, Hosts: [] });
    await api.ok('AcceptHostKey', { HostId: hostId, PublicKey: ED25519 });
    expect(await api.ok('ListHostKeys')).toMatchObject({ TotalCount: 1 });
    expect(await api.ok('ListHostKeys', { ProjectId: '7' })).toMatchObject({ TotalCount: 0, HostKeys: [] });
    expect((await api.call('ClearHostKey', { HostId: hostId, ProjectId: '7' })).code).toBe('OBJECT_NOT_FOUND');
    expect((await api.call('DeleteHost', { HostId: hostId, ProjectId: '7' })).code).toBe('OBJECT_NOT_FOUND');
  });

  it('keeps objects of another tenant absent', async () => {
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    const how = { key: stranger, instanceId: OTHER_INSTANCE };
    for (const [action, params] of [['GetHost', { HostId: hostId }], ['DeleteHost', { HostId: hostId }], ['GetUser', { UserId: userId }], ['DeleteUser', { UserId: userId }], ['ModifyUser', { UserId: userId, Comment: 'x' }]] as const) {
      expect((await api.call(action, params, how)).code).toBe('OBJECT_NOT_FOUND');
    }
    expect(await api.ok('ListUsers', {}, how)).toMatchObject({ TotalCount: 0 });
  });
});

describe('CreateHostAccount', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const plain = base64(String(privateKey.export({ format: 'pem', type: 'pkcs1' })));
  const locked = base64(String(privateKey.export({ format: 'pem', type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'right' })));
  const valid = { HostAccountName: 'fresh', ProtocolName: 'SSH' };
  it.each<Case>([
    ['an unknown host', { HostId: '424242' }, 'OBJECT_NOT_FOUND'],
    ['a taken name', { HostAccountName: 'taken' }, 'HostAccountNameAlreadyExists'],
    ['a line break in the name', { HostAccountName: 'a\nb' }, INVALID],
    ['a key that is none', { PrivateKey: base64('hello') }, INVALID],
    ['a wrong pass phrase', { PrivateKey: locked, PassPhrase: 'wrong' }, INVALID],
    ['a missing pass phrase', { PrivateKey: locked }, INVALID],
    ['a pass phrase of nothing', { PassPhrase: 'right' }, INVALID],
    ['a key for RDP', { PrivateKey: plain, ProtocolName: 'RDP' }, INVALID],
    ['nothing wrong: an encrypted key', { PrivateKey: locked, PassPhrase: 'right' }, 'OK'],
    ['nothing wrong: a plain key', { PrivateKey: plain, HostAccountName: 'plain' }, 'OK'],
  ])('judges %s', async (_, change, code) => {
    expect((await api.call('CreateHostAccount', { HostId: hostId, ...valid, ...change })).code).toBe(code);
  });
});

describe('policy scopes', () => {
  it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
    ['an unknown user', 'SetPolicyUserScope', { ScopeType: 'User', 'UserIds.1': '424242' }, 'OBJECT_NOT_FOUND'],
    ['no users', 'SetPolicyUserScope', { ScopeType: 'User' }, INVALID],
    ['an unknown group', 'SetPolicyUserScope', { ScopeType: 'UserGroup', 'UserGroupIds.1': '1' }, 'OBJECT_NOT_FOUND'],
    ['an unknown host', 'SetPolicyAssetScope', { ScopeType: 'Host', Hosts: '[{"HostId":"424242"}]' }, 'OBJECT_NOT_FOUND'],
    ['no hosts', 'SetPolicyAssetScope', { ScopeType: 'Host' }, INVALID],
    ['a wrong switch', 'SetPolicyApprovalConfig', { ApprovalConfig: '{"SwitchStatus":"Maybe"}' }, INVALID],
    ['a priority of 101', 'ModifyPolicy', { Priority: '101' }, INVALID],
    ['an unknown policy', 'ModifyPolicy', { PolicyId: '424242', Comment: 'x' }, 'OBJECT_NOT_FOUND'],
  ])('refuse %s', async (_, action, params, code) => {
    const PolicyId = String((await api.ok('CreatePolicy', { PolicyName: `p-${Math.random()}` }))['PolicyId']);
    expect((await api.call(action, { PolicyId, ...params })).code).toBe(code);
  });

  it('refuse an empty list of accounts, and accounts of another host', async () => {
    const PolicyId = String((await api.ok('CreatePolicy', { PolicyName: 'accounts' }))['PolicyId']);
    const other = await createHost(api, 'elsewhere');
    const account = await createAccount(api, other, 'root');
    const set = async (host: object): Promise<string> => (await api.call('SetPolicyAssetScope', { PolicyId, ScopeType: 'Host', Hosts: JSON.stringify([host]) })).code;
    expect(await set({ HostId: hostId, HostAccountIds: [] })).toBe(INVALID);
    expect(await set({ HostId: hostId, AccountScopeType: 'AccountId' })).toBe(INVALID);
    expect(await set({ HostId: hostId, HostAccountIds: [account] })).toBe('OBJECT_NOT_FOUND');
    expect(await set({ HostId: other, HostAccountIds: [account] })).toBe('OK');
  });
});
