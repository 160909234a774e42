import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { NOW, account, granted, host, newScope, user } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('grants', (subject) => {
  test('show as facts, and what exists already stays untouched', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const second = await subject.store.hostAccounts.create(account(scope, hostId));
    const other = await subject.store.hosts.create(host(scope));
    const { grants } = subject.store;
    expect(await grants.hostFacts(scope, userId, [hostId, other, '999999', 'x'])).toEqual(new Map([
      [hostId, { hostId, hostGranted: true, accountIds: new Set([accountId, second]), grantedAccountIds: new Set([accountId]) }],
      [other, { hostId: other, hostGranted: false, accountIds: new Set(), grantedAccountIds: new Set() }],
    ]));
    await grants.grantHosts(scope.instanceId, userId, [hostId], '901', NOW + 1);
    await grants.grantAccounts(scope.instanceId, userId, [{ hostId, accountId }, { hostId, accountId: second }], '901', NOW + 1);
    expect(await grants.grantedBy(scope.instanceId, userId, hostId, accountId, NOW)).toEqual(['900']);
    expect(await grants.grantedBy(scope.instanceId, userId, hostId, accountId, NOW + 1)).toEqual([]);
    expect([...await grants.grantedBy(scope.instanceId, userId, hostId, second, NOW)].sort()).toEqual(['900', '901']);
    expect(await grants.hostFacts({ ...scope, projectId: 'other' }, userId, [hostId])).toEqual(new Map());
    expect(await grants.hostFacts(scope, userId, [])).toEqual(new Map());
  });

  test('go one by one, and only of that user and instance', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const second = await subject.store.users.create(user(scope), null);
    const { grants } = subject.store;
    await grants.grantHosts(scope.instanceId, second, [hostId], '900', NOW);
    const foreign = await newScope(subject.store);
    await grants.revokeHosts(foreign.instanceId, userId, [hostId]);
    await grants.revokeAccounts(foreign.instanceId, userId, [accountId]);
    const facts = async (who: string) => (await grants.hostFacts(scope, who, [hostId])).get(hostId);
    expect(await facts(userId)).toMatchObject({ hostGranted: true, grantedAccountIds: new Set([accountId]) });
    await grants.revokeHosts(scope.instanceId, userId, [hostId]);
    expect(await facts(userId)).toMatchObject({ hostGranted: false, grantedAccountIds: new Set([accountId]) });
    await grants.revokeAccounts(scope.instanceId, userId, [accountId]);
    expect(await facts(userId)).toMatchObject({ grantedAccountIds: new Set() });
    expect(await facts(second)).toMatchObject({ hostGranted: true });
    await grants.revokeHosts(scope.instanceId, userId, []);
    await grants.revokeAccounts(scope.instanceId, userId, []);
  });

  test('of what does not exist, or belongs to another instance, do not come to be', async () => {
    const { scope, userId, hostId } = await granted(subject.store);
    const foreign = await granted(subject.store);
    const { grants } = subject.store;
    await grants.grantHosts(scope.instanceId, userId, ['999999', foreign.hostId], '900', NOW);
    await grants.grantAccounts(scope.instanceId, userId, [{ hostId, accountId: '999999' }, foreign], '900', NOW);
    await grants.grantHosts(scope.instanceId, foreign.userId, [hostId], '900', NOW);
    expect((await grants.listOperable(scope.instanceId, userId, {}, PAGE)).items.map((item) => item.id)).toEqual([hostId]);
    expect((await grants.hostFacts(foreign.scope, userId, [foreign.hostId])).get(foreign.hostId)).toMatchObject({ hostGranted: false, grantedAccountIds: new Set() });
    expect((await grants.hostFacts(scope, foreign.userId, [hostId])).get(hostId)).toMatchObject({ hostGranted: false });
  });

  test('list the hosts that are granted and those that are not', async () => {
    const { scope, userId, hostId } = await granted(subject.store);
    const free = await subject.store.hosts.create(host(scope, { hostName: 'free', osType: 'Windows' }));
    const list = async (mode: 'Authorized' | 'Unauthorized', filter = {}, page = PAGE) => {
      const found = await subject.store.grants.listHosts(scope, userId, mode, filter, page);
      return [found.total, ...found.items.map((item) => item.id)];
    };
    expect(await list('Authorized')).toEqual([1, hostId]);
    expect(await list('Unauthorized')).toEqual([1, free]);
    expect(await list('Unauthorized', { osType: 'Linux' })).toEqual([0]);
    expect(await list('Authorized', { hostName: 'free' })).toEqual([0]);
    expect(await list('Unauthorized', {}, { number: 2, size: 1 })).toEqual([1]);
    expect((await subject.store.grants.listHosts(scope, userId, 'Authorized', {}, PAGE)).items[0]?.accountCount).toBe(1);
  });

  test('list every account of a host with whether it is granted', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const other = await subject.store.hostAccounts.create(account(scope, hostId, { name: 'other' }));
    const page = await subject.store.grants.listAccounts(scope, userId, hostId, undefined, PAGE);
    expect(page.items.map((item) => [item.id, item.isAuthorized])).toEqual([[accountId, true], [other, false]]);
    expect(await subject.store.grants.listAccounts(scope, userId, hostId, 'other', PAGE)).toMatchObject({ total: 1, items: [{ id: other }] });
    expect(await subject.store.grants.listAccounts({ ...scope, projectId: 'other' }, userId, hostId, undefined, PAGE)).toEqual({ items: [], total: 0 });
  });

  test('list what the user may operate by any path, over all projects', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const elsewhere = { ...scope, projectId: 'other' };
    const byAccount = await subject.store.hosts.create(host(elsewhere, { hostName: 'by-account', privateAddress: '10.7.7.7' }));
    const itsAccount = await subject.store.hostAccounts.create(account(elsewhere, byAccount));
    await subject.store.hosts.create(host(scope));
    const { grants } = subject.store;
    await grants.grantAccounts(scope.instanceId, userId, [{ hostId: byAccount, accountId: itsAccount }], '900', NOW);
    const operable = async (filter = {}) => (await grants.listOperable(scope.instanceId, userId, filter, PAGE)).items.map((item) => item.id);
    expect(await operable()).toEqual([hostId, byAccount]);
    expect(await operable({ hostAddress: '10.7.7.7' })).toEqual([byAccount]);
    expect(await operable({ hostName: 'by-account' })).toEqual([byAccount]);
    expect(await operable({ hostId })).toEqual([hostId]);
    expect(await operable({ hostId: '999999' })).toEqual([]);
    const accounts = async (of: string, name?: string) => (await grants.listOperableAccounts(scope.instanceId, userId, of, name, PAGE)).items.map((item) => item.id);
    expect(await accounts(hostId)).toEqual([accountId]);
    expect(await accounts(byAccount)).toEqual([itsAccount]);
    expect(await accounts(hostId, 'nobody')).toEqual([]);
    await subject.store.hostAccounts.create(account(scope, hostId));
    expect(await accounts(hostId)).toEqual([accountId]);
  });

  test('never outlive a host that is deleted at the same moment', async () => {
    const { scope, userId } = await granted(subject.store);
    for (let round = 0; round < 25; round += 1) {
      const hostId = await subject.store.hosts.create(host(scope));
      const accountId = await subject.store.hostAccounts.create(account(scope, hostId));
      await Promise.all([
        subject.store.grants.grantHosts(scope.instanceId, userId, [hostId], '900', NOW),
        subject.store.hosts.delete(scope, hostId),
        subject.store.grants.grantAccounts(scope.instanceId, userId, [{ hostId, accountId }], '900', NOW),
      ]);
      expect(await subject.store.grants.grantedBy(scope.instanceId, userId, hostId, accountId, 0)).toEqual([]);
    }
  });

  test('changed by two at once: each grant is taken away once', async () => {
    const { scope, userId, hostId } = await granted(subject.store);
    const detach = () => subject.store.transact(async (tx) => {
      const was = (await tx.grants.hostFacts(scope, userId, [hostId])).get(hostId)?.hostGranted;
      await tx.grants.revokeHosts(scope.instanceId, userId, [hostId]);
      return was;
    });
    expect((await Promise.all([detach(), detach(), detach()])).filter((was) => was === true)).toHaveLength(1);
  });
});
