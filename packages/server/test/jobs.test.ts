import { DEFAULT_PROJECT, HOUR } from '@sallyport/core';
import type { Id, Store } from '@sallyport/core';
import type { OpenedStore } from '@sallyport/store';
import { manualClock, storeRig } from '@sallyport/testkit';
import { describe, expect, it, vi } from 'vitest';
import { expireAuthorizations } from '../src/compose/expire-authorizations.ts';
import { startJobs } from '../src/compose/jobs.ts';
import { createLog } from '../src/log/logger.ts';
import type { Log } from '../src/log/logger.ts';

const INSTANCE = 'bastionhost-cn-jobs';

interface Lent {
  readonly id: Id;
  readonly accountId: Id;
}

/** An instance with a customer, his ticket, an engineer and a host. */
async function seed(store: OpenedStore): Promise<{ readonly customerId: Id; readonly request: () => Promise<Lent>; readonly lend: () => Promise<Lent> }> {
  const createdAt = await store.now();
  await store.instances.create({ instanceId: INSTANCE, regionId: 'cn-hangzhou', accountId: '1000000000000001', description: '', timeZone: 'Asia/Shanghai', createdAt });
  const customerId = await store.principals.create({ instanceId: INSTANCE, name: 'customer', displayName: 'customer', domain: 'acme', createdAt });
  const userId = await store.users.create({
    instanceId: INSTANCE, userName: 'anna', displayName: '', source: 'Local', sourceUserId: '', comment: '', email: '', mobile: '', mobileCountryCode: 'CN', language: 'zh-cn', languageStatus: 'Global',
    effectiveStart: null, effectiveEnd: null, needResetPassword: false, twoFactorStatus: 'Global', twoFactorMethods: [], locked: false, remoteState: null, createdAt,
  }, null);
  const hostId = await store.hosts.create({
    instanceId: INSTANCE, projectId: DEFAULT_PROJECT, source: 'Local', hostName: 'db-1', osType: 'Linux', activeAddressType: 'Private', privateAddress: '127.0.0.1', publicAddress: '',
    comment: '', sourceInstanceId: '', sourceInstanceState: 'Normal', instanceRegionId: '', instanceMemberId: '', networkDomainId: '', prefKex: 'default', sshPort: 22, rdpPort: 3389, createdAt,
  });
  const caseId = await store.cases.create({
    instanceId: INSTANCE, ownerId: customerId, description: 'slow', subTypeId: '', productCategoryId: '', businessTypeId: 'how-to', severityId: '', regionId: '', site: 0, sourceId: 's',
    projectId: '', contact: { areaCode: '', mobile: '', mail: '', time: '' }, extendsMap: '', extensionMap: '', createdAt,
  });
  const request = async (): Promise<Lent> => {
    const now = await store.now();
    const id = await store.authorizations.create({
      instanceId: INSTANCE, caseId, requestedBy: customerId, userId, description: 'look', commitment: '', wishedMs: HOUR, createdAt: now, pendingUntil: now + HOUR,
      details: [{ kind: 'host', hostId, hostName: 'db-1', regionId: '', account: 'root', port: 22 }],
    });
    return { id, accountId: (await store.authorizations.get(INSTANCE, id))?.details[0]?.id ?? '' };
  };
  return { customerId, request, lend: async () => lend(store, customerId, await request()) };
}

async function lend(store: OpenedStore, by: Id, { id, accountId }: Lent): Promise<Lent> {
  const loan = await store.loans.seal({ instanceId: INSTANCE, kind: 'authorization', id }, new Map([[accountId, Buffer.from('Lent-secret-1')]]));
  await store.transact((tx) => tx.authorizations.move(INSTANCE, id, {
    event: 'confirm', by, loan, plan: { effectiveAt: tx.now, expiresAt: tx.now + HOUR, agencyId: '', details: [{ id: accountId, account: 'root', port: 22 }] },
  }, tx.now));
  return { id, accountId };
}

const opens = async (store: OpenedStore, { id, accountId }: Lent): Promise<boolean> => await store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id }, accountId) !== undefined;
const stateOf = async (store: OpenedStore, { id }: Lent) => (await store.authorizations.get(INSTANCE, id))?.status;
const expired = async (store: OpenedStore) => (await store.audit.list(INSTANCE, { kind: 'authorization.expired' }, { number: 1, size: 10 })).items;

describe('authorizations whose time is over', () => {
  it('are ended once, with what they lent, in the audit log, and told to who works on them; others stay', async () => {
    await using rig = await storeRig('sqlite');
    const clock = manualClock();
    const store = await rig.open({ clock });
    const { request, lend: lent } = await seed(store);
    const [waiting, used] = [await request(), await lent()];
    clock.advance(HOUR - 1);
    const later = await lent();
    await expireAuthorizations(store, 'node-1', () => false);
    expect([await stateOf(store, waiting), await stateOf(store, used)]).toEqual(['pending', 'authorized']);

    const hints: unknown[] = [];
    const unsubscribe = await store.hints.subscribe((more) => { hints.push(...more); });
    clock.advance(1);
    for (let i = 0; i < 2; i++) await expireAuthorizations(store, 'node-1', () => false);
    expect([await stateOf(store, waiting), await stateOf(store, used), await stateOf(store, later)]).toEqual(['expired', 'expired', 'authorized']);
    expect([await opens(store, used), await opens(store, later)]).toEqual([false, true]);
    expect(hints).toContainEqual({ instanceId: INSTANCE, kind: 'account', id: used.accountId });
    expect((await expired(store)).map(({ details, actor }) => [details['authorizationId'], details['confirmed'], actor.id])).toEqual(expect.arrayContaining([[waiting.id, false, 'node-1'], [used.id, true, 'node-1']]));
    expect(await expired(store)).toHaveLength(2);
    unsubscribe();
  });

  it('are ended although another cannot be, and none is begun once the server stops', async () => {
    await using rig = await storeRig('sqlite');
    const clock = manualClock();
    const store = await rig.open({ clock });
    const { lend: lent } = await seed(store);
    const three = [await lent(), await lent(), await lent()];
    clock.advance(HOUR);
    let transactions = 0;
    const flaky: Store = {
      ...store,
      transact: (work) => {
        transactions += 1;
        return transactions === 1 ? Promise.reject(new Error('the disk is full')) : store.transact(work);
      },
    };
    const alive = async (): Promise<number> => (await Promise.all(three.map((one) => stateOf(store, one)))).filter((state) => state === 'authorized').length;
    await expireAuthorizations(store, 'node-1', () => true);
    expect(await alive()).toBe(3);
    await expect(expireAuthorizations(flaky, 'node-1', () => false)).rejects.toThrow('the disk is full');
    expect(await alive()).toBe(1);
    await expireAuthorizations(flaky, 'node-1', () => false);
    expect(await alive()).toBe(0);
  });
});

describe('jobs', () => {
  function failuresIn(log: Log): string[] {
    const failed: string[] = [];
    Object.assign(log, { warn: (fields: { readonly job: string }) => { failed.push(fields.job); } });
    return failed;
  }

  it('end authorizations and erase what they lent within seconds, and stop', async () => {
    await using rig = await storeRig('sqlite');
    const clock = manualClock();
    const store = await rig.open({ clock });
    const { lend: lent } = await seed(store);
    const one = await lent();
    const log = createLog('error', 'test');
    const failed = failuresIn(log);
    let looks = 0;
    const jobs = startJobs({ store, nodeId: 'node-1', refreshCaseLists: async () => { looks += 1; }, log });
    expect(await opens(store, one)).toBe(true);
    clock.advance(HOUR);
    await vi.waitUntil(async () => await stateOf(store, one) === 'expired', { timeout: 5000 });
    expect(await opens(store, one)).toBe(false);
    await vi.waitUntil(() => store.loans.tend(), { timeout: 5000 });
    await vi.waitUntil(() => looks > 0, { timeout: 5000 });
    await jobs.stop();
    expect(failed).toEqual([]);
  });

  it('that fail are logged and tried again', async () => {
    await using rig = await storeRig('sqlite');
    const store = await rig.open();
    const log = createLog('error', 'test');
    const failed = failuresIn(log);
    const jobs = startJobs({ store, nodeId: 'node-1', refreshCaseLists: () => Promise.reject(new Error('no disk')), log });
    await rig.close(store);
    const twice = (job: string) => failed.filter((name) => name === job).length >= 2;
    await vi.waitUntil(() => ['authorization-expiry', 'loan-erasure', 'case-lists'].every(twice), { timeout: 8000 });
    await jobs.stop();
    const so = failed.length;
    await new Promise((resolve) => { setTimeout(resolve, 1200); });
    expect(failed).toHaveLength(so);
  });
});
