import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedPostgres, stopSharedPostgres, storeRig } from '@sallyport/testkit';
import { startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { createAccount, createHost, createUser, openTicket } from './people.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ rig: await storeRig('postgres', await sharedPostgres()) });
}, 60_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await stopSharedPostgres();
});

describe('on PostgreSQL, where writers really meet', () => {
  it('a ticket is decided once', async () => {
    const userId = await createUser(api, 'zhang');
    const hostId = await createHost(api, 'web');
    const keys: Key[] = [];
    for (const name of ['r1', 'r2', 'r3', 'r4']) keys.push(await api.principal(name, ['SecurityAdministrator']));
    for (let round = 0; round < 5; round += 1) {
      const OperationTicketId = await openTicket(api, { userId, hostId, accountId: await createAccount(api, hostId, `a${round}`) });
      const answers = await Promise.all(keys.map((key, index) => api.call(index % 2 === 0 ? 'AcceptOperationTicket' : 'RejectOperationTicket', { OperationTicketId, Comment: `${index}` }, { key })));
      expect(answers.map((answer) => answer.code).sort()).toEqual(['InvalidParameter', 'InvalidParameter', 'InvalidParameter', 'OK']);
      await new Promise((resolve) => { setTimeout(resolve, 500); });
    }
  });

  it('a user is locked once by many', async () => {
    const UserIds = JSON.stringify([await createUser(api, 'li')]);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.ok('LockUsers', { UserIds })));
    const codes = answers.map((answer) => (answer['Results'] as { Code: string }[])[0]?.Code ?? '').sort();
    expect(codes).toEqual(['OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OK']);
  });

  it('a grant is taken away once by many', async () => {
    const UserId = await createUser(api, 'wang');
    const HostId = await createHost(api, 'db');
    const Hosts = JSON.stringify([{ HostId, HostAccountIds: [await createAccount(api, HostId, 'root')] }]);
    await api.ok('AttachHostAccountsToUser', { UserId, Hosts });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.ok('DetachHostAccountsFromUser', { UserId, Hosts })));
    const codes = answers.map((answer) => (answer['Results'] as { HostAccounts: { Code: string }[] }[])[0]?.HostAccounts[0]?.Code ?? '').sort();
    expect(codes).toEqual(['OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OBJECT_AlREADY_EXISTS', 'OK']);
  });

  it('the same decision of one principal, sent several times at once, succeeds every time and has one effect', async () => {
    const userId = await createUser(api, 'zhao');
    const hostId = await createHost(api, 'cache');
    const key = await api.principal('repeating', ['SecurityAdministrator']);
    const OperationTicketId = await openTicket(api, { userId, hostId, accountId: await createAccount(api, hostId, 'root') });
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    api.hints.length = 0;
    const answers = await Promise.all([1, 2, 3, 4].map(() => api.call('RejectOperationTicket', { OperationTicketId, Comment: 'no' }, { key })));
    expect(answers.map((answer) => answer.code)).toEqual(['OK', 'OK', 'OK', 'OK']);
    const events = await api.ok('ListAuditEvents', { Kind: 'api.RejectOperationTicket', ActorName: 'repeating' });
    const repeated = (events['Events'] as { Details: { repeated?: boolean } }[]).filter((event) => event.Details.repeated === true);
    expect(repeated).toHaveLength(3);
  });

  it('the audit chain holds over all of it', async () => {
    expect(await api.ok('VerifyAudit')).toMatchObject({ Valid: true });
  });
});
