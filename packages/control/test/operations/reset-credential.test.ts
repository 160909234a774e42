import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api, CallOptions } from '../api.ts';
import { textLike } from '../matchers.ts';
import { createAccount, createHost } from './people.ts';

let api: Api;
let hostId: string;
beforeAll(async () => {
  api = await startApi();
  hostId = await createHost(api, 'web');
});
afterAll(async () => { await api[Symbol.asyncDispose](); });
// Every test has a second's budget of calls for itself.
beforeEach(() => { api.clock.advance(1_000); });

const pem = String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'right' }));
const SECRETS = { Password: 'hunter2Hunter!', PrivateKey: Buffer.from(pem).toString('base64'), PassPhrase: 'right' };
const reset = (HostAccountId: string, CredentialType: string, how?: CallOptions) => api.call('ResetHostAccountCredential', { HostAccountId, CredentialType }, how);
const sealed = async (id: string): Promise<readonly boolean[]> => {
  const credentials = await api.store.hostAccounts.credentials(INSTANCE, id);
  return [credentials?.password, credentials?.privateKey, credentials?.passPhrase].map((value) => value instanceof Uint8Array);
};
const shown = async (HostAccountId: string): Promise<unknown> => (await api.ok('GetHostAccount', { HostAccountId }))['HostAccount'];
const FINGERPRINT = textLike(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);

describe('ResetHostAccountCredential', () => {
  it('removes the password and leaves the key, which then opens alone', async () => {
    const id = await createAccount(api, hostId, 'password', SECRETS);
    expect(await sealed(id)).toEqual([true, true, true]);
    api.hints.length = 0;
    expect((await reset(id, 'Password')).body).toStrictEqual({ RequestId: textLike(/^[0-9A-F-]{36}$/) });
    expect(await sealed(id)).toEqual([false, true, true]);
    expect(await shown(id)).toMatchObject({ HasPassword: false, PrivateKeyFingerprint: FINGERPRINT });
    expect(api.hints).toEqual([{ instanceId: INSTANCE, kind: 'account', id }]);
  });

  it('removes the key with its pass phrase and leaves the password', async () => {
    const id = await createAccount(api, hostId, 'key', SECRETS);
    await reset(id, 'PrivateKey');
    expect(await sealed(id)).toEqual([true, false, false]);
    expect(await shown(id)).toMatchObject({ HasPassword: true, PrivateKeyFingerprint: '' });
  });

  it('leaves the shared key and everything else of the account', async () => {
    const id = await createAccount(api, hostId, 'shared', { ...SECRETS, HostShareKeyId: '5', PrivilegeType: 'Privileged' });
    const before = await shown(id);
    await reset(id, 'PrivateKey');
    expect(await shown(id)).toEqual({ ...before as object, PrivateKeyFingerprint: '' });
    expect(before).toMatchObject({ HostShareKeyId: '5' });
  });

  it('succeeds where there is nothing to remove, and takes a new secret afterwards', async () => {
    const id = await createAccount(api, hostId, 'again', { Password: 'x' });
    expect([(await reset(id, 'Password')).status, (await reset(id, 'Password')).status, (await reset(id, 'PrivateKey')).status]).toEqual([200, 200, 200]);
    const { Events } = await api.ok('ListAuditEvents', { Kind: 'api.ResetHostAccountCredential', PageSize: '3' });
    expect(Events).toMatchObject([{ Details: { credentialsChanged: false } }, { Details: { credentialsChanged: false } }, { Details: { hostId, credentialsChanged: true, parameters: { HostAccountId: id, CredentialType: 'Password' } } }]);
    await api.ok('ModifyHostAccount', { HostAccountId: id, Password: 'y' });
    expect(await sealed(id)).toEqual([true, false, false]);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string, number]>([
    ['no account', { HostAccountId: '' }, 'MissingHostAccountId', 400],
    ['no type', { CredentialType: '' }, 'MissingCredentialType', 400],
    ['an unknown type', { CredentialType: 'password' }, 'InvalidParameter', 400],
    ['an unknown account', { HostAccountId: '424242' }, 'OBJECT_NOT_FOUND', 404],
    ['an id that is none', { HostAccountId: 'x' }, 'OBJECT_NOT_FOUND', 404],
    ['another project', { ProjectId: '7' }, 'OBJECT_NOT_FOUND', 404],
  ])('refuses %s and removes nothing', async (what, change, code, status) => {
    const id = await createAccount(api, hostId, what, SECRETS);
    expect(await api.call('ResetHostAccountCredential', { HostAccountId: id, CredentialType: 'Password', ...change })).toMatchObject({ status, code });
    expect(await sealed(id)).toEqual([true, true, true]);
  });

  it('is refused without permission, and of a foreign instance', async () => {
    const id = await createAccount(api, hostId, 'theirs', SECRETS);
    const auditor = await api.principal('auditor', ['Auditor']);
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    expect(await reset(id, 'Password', { key: auditor })).toMatchObject({ status: 403, code: 'NoPermission' });
    for (const instanceId of [INSTANCE, OTHER_INSTANCE]) expect(await reset(id, 'Password', { key: stranger, instanceId })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(await sealed(id)).toEqual([true, true, true]);
    expect(await reset(id, 'Password', { key: await api.principal('operator', ['SystemAdministrator']) })).toMatchObject({ status: 200 });
  });
});
