import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { createAccount, createHost, createUser, openTicket } from './people.ts';
import { anyText } from '../matchers.ts';

let api: Api;
let userId: string;
let hosts: { id: string; accounts: string[] }[];

beforeEach(async () => {
  api = await startApi();
  userId = await createUser(api, 'zhang');
  hosts = [];
  for (const name of ['web', 'db']) {
    const id = await createHost(api, name);
    hosts.push({ id, accounts: [await createAccount(api, id, 'root'), await createAccount(api, id, 'app')] });
  }
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

const host = (index: number): { id: string; accounts: string[] } => hosts[index] ?? { id: '', accounts: [] };
const attach = async (wanted: unknown): Promise<unknown> => (await api.ok('AttachHostAccountsToUser', { UserId: userId, Hosts: JSON.stringify(wanted) }))['Results'];
const detach = async (wanted: unknown, UserId = userId): Promise<unknown> => (await api.ok('DetachHostAccountsFromUser', { UserId, Hosts: JSON.stringify(wanted) }))['Results'];
const item = (HostId: string, Code: string, accounts: Readonly<Record<string, string>> = {}, UserId = userId): object => ({
  Code, HostId, UserId, Message: 'None', HostAccounts: Object.entries(accounts).map(([HostAccountId, code]) => ({ Code: code, HostAccountId, Message: 'None' })),
});
const authorised = async (HostId: string): Promise<unknown> => ((await api.ok('ListHostAccountsForUser', { UserId: userId, HostId }))['HostAccounts'] as { HostAccountName: string; IsAuthorized: boolean }[])
  .map((account) => [account.HostAccountName, account.IsAuthorized]);

describe('AttachHostAccountsToUser', () => {
  it('grants hosts alone and hosts with accounts', async () => {
    const [root = '', app = ''] = host(1).accounts;
    expect(await attach([{ HostId: host(0).id }, { HostId: host(1).id, HostAccountIds: [root, '999', host(0).accounts[0]] }])).toEqual([
      item(host(0).id, 'OK'), { ...item(host(1).id, 'OK'), HostAccounts: [
        { Code: 'OK', HostAccountId: root, Message: 'None' }, { Code: 'OBJECT_NOT_FOUND', HostAccountId: '999', Message: 'None' },
        { Code: 'OBJECT_NOT_FOUND', HostAccountId: host(0).accounts[0], Message: 'None' },
      ] },
    ]);
    expect(await authorised(host(1).id)).toEqual([['root', true], ['app', false]]);
    expect(await attach([{ HostId: host(1).id, HostAccountIds: [root, app] }])).toEqual([item(host(1).id, 'OBJECT_AlREADY_EXISTS', { [root]: 'OBJECT_AlREADY_EXISTS', [app]: 'OK' })]);
    expect((await api.ok('ListHostsForUser', { UserId: userId }))['TotalCount']).toBe(2);
    expect((await api.ok('ListHostsForUser', { UserId: userId, Mode: 'Unauthorized' }))['TotalCount']).toBe(0);
  });
});

describe('DetachHostAccountsFromUser', () => {
  it('answers as the page prints it: per host, and per account that was revoked', async () => {
    const [root = '', app = ''] = host(0).accounts;
    await attach([{ HostId: host(0).id, HostAccountIds: [root, app] }, { HostId: host(1).id, HostAccountIds: [host(1).accounts[0] ?? ''] }]);
    const body = await api.ok('DetachHostAccountsFromUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: host(0).id }, { HostId: host(1).id, HostAccountIds: host(1).accounts }]) });
    expect(body).toStrictEqual({
      RequestId: anyText,
      Results: [
        item(host(0).id, 'OK', { [root]: 'OK', [app]: 'OK' }),
        item(host(1).id, 'OK', { [host(1).accounts[0] ?? '']: 'OK', [host(1).accounts[1] ?? '']: 'OBJECT_AlREADY_EXISTS' }),
      ],
    });
    expect(await authorised(host(0).id)).toEqual([['root', false], ['app', false]]);
    // The host alone was never taken back from the second one.
    expect((await api.ok('ListHostsForUser', { UserId: userId }))['Hosts']).toMatchObject([{ HostId: host(1).id }]);
    expect(await detach([{ HostId: host(0).id }])).toEqual([item(host(0).id, 'OBJECT_AlREADY_EXISTS')]);
  });

  it('judges every item for itself', async () => {
    await attach([{ HostId: host(0).id, HostAccountIds: host(0).accounts }]);
    const results = await detach([{ HostId: '999' }, { HostId: '01' }, { HostId: host(0).id, HostAccountIds: [] }, { HostId: host(1).id }, { HostId: Number(host(0).id), HostAccountIds: [Number(host(0).accounts[0])] }, { HostId: host(0).id }]);
    expect(results).toEqual([
      item('999', 'OBJECT_NOT_FOUND'), item('01', 'INVALID_ARGUMENT'), item(host(0).id, 'INVALID_ARGUMENT'), item(host(1).id, 'OBJECT_AlREADY_EXISTS'),
      item(host(0).id, 'OK', { [host(0).accounts[0] ?? '']: 'OK' }), item(host(0).id, 'OK', { [host(0).accounts[1] ?? '']: 'OK' }),
    ]);
  });

  it('tells every item of an unknown user or a foreign instance that it is not found', async () => {
    const wanted = [{ HostId: host(0).id, HostAccountIds: [host(0).accounts[0]] }];
    const missing = (UserId: string): object => item(host(0).id, 'OBJECT_NOT_FOUND', { [host(0).accounts[0] ?? '']: 'OBJECT_NOT_FOUND' }, UserId);
    expect(await detach(wanted, '987')).toEqual([missing('987')]);
    const foreign = await api.ok('DetachHostAccountsFromUser', { UserId: userId, Hosts: JSON.stringify(wanted) }, { instanceId: 'bastionhost-cn-nowhere' });
    expect(foreign['Results']).toEqual([missing(userId)]);
  });

  it.each([
    ['an empty list', '[]'], ['no list', '{}'], ['no JSON', 'x'], ['an unknown member', '[{"HostId":"1","Hosts":[]}]'],
    ['11 hosts', JSON.stringify(Array.from({ length: 11 }, (_, index) => ({ HostId: String(index + 1) })))],
    ['11 accounts', JSON.stringify([{ HostId: '1', HostAccountIds: Array.from({ length: 11 }, (_, index) => String(index + 1)) }])],
  ])('refuses %s as a whole', async (_, Hosts) => {
    expect(await api.call('DetachHostAccountsFromUser', { UserId: userId, Hosts })).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });

  it('ends tickets of the accounts that are lost, of no others, and hints the user once', async () => {
    const [root = '', app = ''] = host(0).accounts;
    await attach([{ HostId: host(0).id, HostAccountIds: [root, app] }]);
    const lost = await openTicket(api, { userId, hostId: host(0).id, accountId: root });
    const kept = await openTicket(api, { userId, hostId: host(0).id, accountId: app });
    api.hints.length = 0;
    await detach([{ HostId: host(0).id, HostAccountIds: [root] }]);
    expect(api.hints).toEqual([{ instanceId: INSTANCE, kind: 'user', id: userId }]);
    expect((await api.ok('GetOperationTicket', { OperationTicketId: lost }))['OperationTicket']).toMatchObject({ State: 'closed', EndCause: 'grant-lost' });
    expect((await api.ok('GetOperationTicket', { OperationTicketId: kept }))['OperationTicket']).toMatchObject({ State: 'pending', EndCause: '' });
  });

  it('hints nobody when nothing changed', async () => {
    api.hints.length = 0;
    await detach([{ HostId: host(0).id }]);
    expect(api.hints).toEqual([]);
  });
});
