import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { textLike } from '../matchers.ts';
import { createHost } from './people.ts';

let api: Api;
beforeEach(async () => { api = await startApi(); });
afterEach(async () => { await api[Symbol.asyncDispose](); });

const ED25519 = `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, 7)]).toString('base64')}`;
const codes = (body: Readonly<Record<string, unknown>>): string[] => (body['Results'] as { Code: string }[]).map((result) => result.Code);
const set = (ids: readonly string[], ActiveAddressType = 'Public') => api.ok('ModifyHostsActiveAddressType', { HostIds: JSON.stringify(ids), ActiveAddressType });
const typeOf = async (HostId: string): Promise<unknown> => ((await api.ok('GetHost', { HostId }))['Host'] as { ActiveAddressType: unknown }).ActiveAddressType;

/** Private by default, with a public address besides. */
async function twoFaced(name: string): Promise<string> {
  const HostId = await createHost(api, name);
  await api.ok('ModifyHost', { HostId, HostPublicAddress: '203.0.113.7' });
  return HostId;
}

describe('ModifyHostsActiveAddressType', () => {
  it('answers per host, and is seen by GetHost and ListHosts', async () => {
    const HostId = await twoFaced('web');
    expect(await set([HostId])).toStrictEqual({ RequestId: textLike(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/), Results: [{ Code: 'OK', HostId, Message: 'None' }] });
    expect(await api.ok('GetHost', { HostId })).toMatchObject({ Host: { ActiveAddressType: 'Public', HostPrivateAddress: '10.0.0.1', HostPublicAddress: '203.0.113.7' } });
    expect(await api.ok('ListHosts', { HostName: 'web' })).toMatchObject({ Hosts: [{ ActiveAddressType: 'Public' }] });
    expect(codes(await set([HostId], 'Private'))).toEqual(['OK']);
    expect(await typeOf(HostId)).toBe('Private');
  });

  it('judges every id for itself, in the order given, and hints what changed', async () => {
    const [a, b, onlyPrivate] = [await twoFaced('a'), await twoFaced('b'), await createHost(api, 'c')];
    api.hints.length = 0;
    const ids = [b, '999', '01', '１', '', a, b, onlyPrivate, onlyPrivate];
    const body = await set(ids);
    expect(codes(body)).toEqual(['OK', 'OBJECT_NOT_FOUND', 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'OK', 'OBJECT_AlREADY_EXISTS', 'INVALID_ARGUMENT', 'INVALID_ARGUMENT']);
    expect((body['Results'] as { HostId: string }[]).map((result) => result.HostId)).toEqual(ids);
    expect(api.hints).toEqual([b, a].map((id) => ({ instanceId: INSTANCE, kind: 'host', id })));
    expect([await typeOf(a), await typeOf(b), await typeOf(onlyPrivate)]).toEqual(['Public', 'Public', 'Private']);
    expect(await api.ok('ListAuditEvents', { Kind: 'api.ModifyHostsActiveAddressType' })).toMatchObject({ Events: [{ Outcome: 'OK', Details: { codes: codes(body) } }] });
  });

  it('keeps the pinned host key', async () => {
    const HostId = await twoFaced('web');
    await api.ok('AcceptHostKey', { HostId, PublicKey: ED25519 });
    await set([HostId]);
    expect(await api.ok('ListHostKeys', { HostId })).toMatchObject({ TotalCount: 1 });
  });

  it('takes numbers, and 100 ids', async () => {
    const HostId = await twoFaced('web');
    expect((await api.ok('ModifyHostsActiveAddressType', { HostIds: `[${HostId}]`, ActiveAddressType: 'Public' }))['Results']).toEqual([{ Code: 'OK', HostId, Message: 'None' }]);
    expect(codes(await set(Array.from({ length: 100 }, (_, index) => String(index + 100_000))))).toHaveLength(100);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['no hosts', { HostIds: '' }, 'MissingHostIds'],
    ['no type', { ActiveAddressType: '' }, 'MissingActiveAddressType'],
    ['an unknown type', { ActiveAddressType: 'public' }, 'InvalidParameter'],
    ['an empty list', { HostIds: '[]' }, 'InvalidParameter'],
    ['no list', { HostIds: 'x' }, 'InvalidParameter'],
    ['an object', { HostIds: '[{}]' }, 'InvalidParameter'],
    ['101 ids', { HostIds: JSON.stringify(Array.from({ length: 101 }, (_, index) => String(index + 1))) }, 'InvalidParameter'],
  ])('refuses %s as a whole and does nothing', async (_, change, code) => {
    const HostId = await twoFaced('web');
    api.hints.length = 0;
    expect(await api.call('ModifyHostsActiveAddressType', { HostIds: `["${HostId}"]`, ActiveAddressType: 'Public', ...change })).toMatchObject({ status: 400, code });
    expect(await typeOf(HostId)).toBe('Private');
    expect(api.hints).toEqual([]);
  });

  it('finds no host of another project or instance, and needs permission', async () => {
    const HostId = await twoFaced('web');
    const params = { HostIds: `["${HostId}"]`, ActiveAddressType: 'Public' };
    expect(codes(await api.ok('ModifyHostsActiveAddressType', { ...params, ProjectId: '7' }))).toEqual(['OBJECT_NOT_FOUND']);
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    expect(codes(await api.ok('ModifyHostsActiveAddressType', params, { key: stranger, instanceId: OTHER_INSTANCE }))).toEqual(['OBJECT_NOT_FOUND']);
    expect(await api.call('ModifyHostsActiveAddressType', params, { key: stranger })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    const auditor = await api.principal('auditor', ['Auditor']);
    expect(await api.call('ModifyHostsActiveAddressType', params, { key: auditor })).toMatchObject({ status: 403, code: 'NoPermission' });
    expect(await typeOf(HostId)).toBe('Private');
    expect(codes(await api.ok('ModifyHostsActiveAddressType', params, { key: await api.principal('operator', ['SystemAdministrator']) }))).toEqual(['OK']);
  });
});
