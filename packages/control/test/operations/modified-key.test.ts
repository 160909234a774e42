import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api, CallOptions } from '../api.ts';
import { createUser } from './people.ts';

let api: Api;
let UserId: string;
beforeAll(async () => {
  api = await startApi();
  UserId = await createUser(api, 'zhang');
});
afterAll(async () => { await api[Symbol.asyncDispose](); });
// Every test has a second's budget of calls for itself.
beforeEach(() => { api.clock.advance(1_000); });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** An ed25519 key of 32 equal bytes. */
const blobOf = (byte: number): string => Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, byte)]).toString('base64');
const line = (byte: number): string => base64(`ssh-ed25519 ${blobOf(byte)} me@laptop\n`);
const add = async (byte: number): Promise<string> => String((await api.ok('CreateUserPublicKey', { UserId, PublicKeyName: `key-${byte}`, PublicKey: line(byte), Comment: 'old' }))['PublicKeyId']);
const modify = (PublicKeyId: string, change: Readonly<Record<string, string>>, how?: CallOptions) => api.call('ModifyUserPublicKey', { PublicKeyId, ...change }, how);

interface ListedKey {
  readonly PublicKeyId: string;
  readonly PublicKeyName: string;
  readonly Comment: string;
  readonly FingerPrint: string;
}
async function listed(id: string): Promise<ListedKey | undefined> {
  const { PublicKeys } = await api.ok('ListUserPublicKeys', { UserId, PageSize: '100' });
  return (PublicKeys as readonly ListedKey[]).find((key) => key.PublicKeyId === id);
}

describe('ModifyUserPublicKey', () => {
  it('puts another key in the place of the old one, which then opens nothing', async () => {
    const id = await add(1);
    const before = await listed(id);
    expect(await modify(id, { PublicKey: line(2) })).toMatchObject({ status: 200 });
    const after = await listed(id);
    expect(after).toMatchObject({ PublicKeyName: 'key-1', Comment: 'old' });
    expect(after?.FingerPrint).not.toBe(before?.FingerPrint);
    expect(await api.store.publicKeys.find(INSTANCE, UserId, blobOf(1))).toBeUndefined();
    expect(await api.store.publicKeys.find(INSTANCE, UserId, blobOf(2))).toMatchObject({ id, userId: UserId });
    const { Events } = await api.ok('ListAuditEvents', { Kind: 'api.ModifyUserPublicKey' });
    expect(Events).toMatchObject([{ Outcome: 'OK', Details: { userId: UserId, replaced: before?.FingerPrint, fingerprint: after?.FingerPrint } }]);
  });

  it('changes name and remark, and leaves what is empty', async () => {
    const id = await add(3);
    const { FingerPrint } = await listed(id) ?? {};
    await modify(id, { PublicKeyName: 'desk', Comment: '', PublicKey: '' });
    expect(await listed(id)).toMatchObject({ PublicKeyName: 'desk', Comment: 'old', FingerPrint });
    await modify(id, { Comment: 'new', PublicKeyName: 'x'.repeat(128) });
    expect(await listed(id)).toMatchObject({ PublicKeyName: 'x'.repeat(128), Comment: 'new', FingerPrint });
  });

  it('takes the key that it has, and refuses one that the user has already', async () => {
    const [id, other] = [await add(4), await add(5)];
    expect(await modify(id, { PublicKey: line(4) })).toMatchObject({ status: 200 });
    expect(await modify(id, { PublicKey: line(5), Comment: 'half' })).toMatchObject({ status: 409, code: 'PublicKeyAlreadyExists' });
    expect(await listed(id)).toMatchObject({ Comment: 'old' });
    await api.ok('DeleteUserPublicKey', { PublicKeyId: other });
    expect(await modify(id, { PublicKey: line(5) })).toMatchObject({ status: 200 });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string, number]>([
    ['no id', { PublicKeyId: '' }, 'MissingPublicKeyId', 400],
    ['an unknown id', { PublicKeyId: '424242' }, 'OBJECT_NOT_FOUND', 404],
    ['an id that is none', { PublicKeyId: '01' }, 'OBJECT_NOT_FOUND', 404],
    ['no base64', { PublicKey: 'ssh-ed25519 AAAA' }, 'InvalidParameter', 400],
    ['no key', { PublicKey: base64('hello') }, 'InvalidParameter', 400],
    ['two lines', { PublicKey: base64(`ssh-ed25519 ${blobOf(8)}\nssh-ed25519 ${blobOf(9)}`) }, 'InvalidParameter', 400],
    ['a key over the limit', { PublicKey: 'A'.repeat(16_385) }, 'InvalidParameter', 400],
    ['a name over 128', { PublicKeyName: 'x'.repeat(129) }, 'InvalidParameter', 400],
    ['an escape sequence in the name', { PublicKeyName: '\u001b[31mred' }, 'InvalidParameter', 400],
    ['a comment over 500', { Comment: 'x'.repeat(501) }, 'InvalidParameter', 400],
  ])('refuses %s and changes nothing', async (what, change, code, status) => {
    const id = await add(100 + what.length);
    const before = await listed(id);
    expect(await api.call('ModifyUserPublicKey', { PublicKeyId: id, Comment: 'new', ...change })).toMatchObject({ status, code });
    expect(await listed(id)).toEqual(before);
    await api.ok('DeleteUserPublicKey', { PublicKeyId: id });
  });

  it('is refused without permission, and of a foreign instance', async () => {
    const id = await add(6);
    const auditor = await api.principal('auditor', ['Auditor']);
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    const operator = await api.principal('operator', ['SystemAdministrator']);
    expect(await modify(id, { Comment: 'theirs' }, { key: auditor })).toMatchObject({ status: 403, code: 'NoPermission' });
    for (const instanceId of [INSTANCE, OTHER_INSTANCE]) expect(await modify(id, { Comment: 'theirs' }, { key: stranger, instanceId })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(await listed(id)).toMatchObject({ Comment: 'old' });
    expect(await modify(id, { Comment: 'ours' }, { key: operator })).toMatchObject({ status: 200 });
  });
});
