import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, endAuthorization, endAuthorizationsOfCase, endAuthorizationsOfHost, endAuthorizationsOfPrincipal, endAuthorizationsOfUser } from '@sallyport/core';
import type { Ending, Id } from '@sallyport/core';
import { STORE_ENGINES, stopSharedPostgres } from '@sallyport/testkit';
import { Stage } from './stage.ts';

afterAll(stopSharedPostgres);

describe.each(STORE_ENGINES)('the end of an authorization on %s', (engine) => {
  let stage: Stage;
  beforeAll(async () => { stage = await Stage.open(engine); }, 60_000);
  afterAll(async () => { await stage[Symbol.asyncDispose](); });

  const end = (id: Id, changes: Partial<Ending> = {}) => stage.store.transact((tx) =>
    endAuthorization(tx, stage.instanceId, id, { event: 'cancel', by: stage.customerId, reason: '够了', cause: '', ...changes }));
  const endCase = (reason: string) => stage.store.transact((tx) => endAuthorizationsOfCase(tx, stage.instanceId, stage.caseId, stage.customerId, reason));
  const counter = () => stage.store.access.changeCounter(stage.instanceId);
  const status = async (id: Id) => (await stage.store.authorizations.get(stage.instanceId, id))?.status;

  it('takes its secret, its tickets and its engineer’s permission, and tells who is touched', async () => {
    const lent = await stage.lend();
    const beside = await stage.lend();
    const [ticket, other] = [await stage.wait(lent.accountId), await stage.wait(beside.accountId)];
    expect([await stage.verdict(lent.accountId), await stage.secret(lent)]).toEqual(['allow', 'hunter2']);
    const before = await counter();

    const hints = await stage.hintsOf(async () => {
      expect(await end(lent.id)).toMatchObject({ id: lent.id, status: 'canceled', reason: '够了', endedBy: stage.customerId, endCause: '' });
    });

    expect(hints).toEqual([`account:${lent.accountId}`, `ticket:${ticket}`]);
    expect(await counter()).toBe(before + 1);
    expect([await stage.verdict(lent.accountId), await stage.secret(lent), await stage.ticketState(ticket)]).toEqual(['AUTHORIZATION_CANCELED', undefined, 'closed']);
    expect([await stage.verdict(beside.accountId), await stage.secret(beside), await stage.ticketState(other)]).toEqual(['allow', 'hunter2', 'pending']);
  });

  it('has no second effect, nor one in a status that the move does not end', async () => {
    const lent = await stage.lend();
    const before = await counter();
    const hints = await stage.hintsOf(async () => {
      expect(await end(lent.id, { event: 'reject' })).toBeUndefined();
      expect(await end('999999')).toBeUndefined();
    });
    expect([hints, await counter(), await status(lent.id), await stage.verdict(lent.accountId)]).toEqual([[], before, 'authorized', 'allow']);
    await end(lent.id, { event: 'recall' });
    expect(await stage.verdict(lent.accountId)).toBe('AUTHORIZATION_RECALLED');
    const after = await counter();
    expect(await stage.hintsOf(async () => { expect(await end(lent.id)).toBeUndefined(); })).toEqual([]);
    expect([await counter(), await status(lent.id)]).toEqual([after, 'recalled']);
  });

  it('of one that was never confirmed tells whoever waits on its details too', async () => {
    const asked = await stage.request();
    const hints = await stage.hintsOf(async () => { await end(asked.id, { event: 'reject' }); });
    expect(hints).toEqual([`account:${asked.accountId}`]);
    expect(await status(asked.id)).toBe('rejected');
  });

  it('leaves all as it was when its transaction fails', async () => {
    const lent = await stage.lend();
    const ticket = await stage.wait(lent.accountId);
    const hints = await stage.hintsOf(async () => {
      await expect(stage.store.transact(async (tx) => {
        await endAuthorization(tx, stage.instanceId, lent.id, { event: 'cancel', by: null, reason: '', cause: '' });
        throw new Error('on purpose');
      })).rejects.toThrow('on purpose');
    });
    expect([hints, await status(lent.id), await stage.verdict(lent.accountId), await stage.secret(lent), await stage.ticketState(ticket)]).toEqual([[], 'authorized', 'allow', 'hunter2', 'pending']);
  });

  it('comes with the end of its case: what is asked for, what is lent, and what time has just ended', async () => {
    const [asked, lent, over, rejected] = [await stage.request(), await stage.lend(), await stage.lend(50), await stage.request()];
    await end(rejected.id, { event: 'reject' });
    await sleep(100);
    const hints = await stage.hintsOf(() => endCase('结案'));
    expect(hints).toEqual(expect.arrayContaining([asked, lent, over].map((each) => `account:${each.accountId}`)));
    expect(hints).not.toContain(`account:${rejected.accountId}`);
    expect([await status(asked.id), await status(lent.id), await status(over.id), await status(rejected.id)]).toEqual(['canceled', 'canceled', 'expired', 'rejected']);
    expect([await stage.verdict(lent.accountId), await stage.verdict(over.accountId)]).toEqual(['CASE_CLOSED', 'AUTHORIZATION_EXPIRED']);
    expect([await stage.secret(lent), await stage.secret(over)]).toEqual([undefined, undefined]);
    expect(await stage.store.authorizations.get(stage.instanceId, lent.id)).toMatchObject({ reason: '结案', endCause: 'case-closed', endedBy: stage.customerId });
    expect(await stage.store.authorizations.openOf(stage.instanceId, { caseId: stage.caseId })).toEqual([]);
    expect(await stage.hintsOf(() => endCase('again'))).toEqual([]);
  });

  it('keeps so much of what closed its case as a reason may be, by code points', async () => {
    const asked = await stage.request();
    await endCase('结🙂'.repeat(1_000));
    expect((await stage.store.authorizations.get(stage.instanceId, asked.id))?.reason).toBe('结🙂'.repeat(150));
    const again = await stage.request();
    await endCase('🙂'.repeat(300));
    expect((await stage.store.authorizations.get(stage.instanceId, again.id))?.reason).toBe('🙂'.repeat(300));
  });

  it('comes with the deletion of its customer; with that of whoever asked only where nobody has confirmed', async () => {
    const { store, instanceId, customerId } = stage;
    const vendorId = await store.principals.create({ instanceId, name: 'vendor', displayName: '', domain: 'v', createdAt: 0 });
    const endOf = (id: Id) => store.transact((tx) => endAuthorizationsOfPrincipal(tx, instanceId, id, customerId));
    const [asked, lent, over, others] = [await stage.request(vendorId), await stage.lend(HOUR, vendorId), await stage.lend(50, vendorId), await stage.request()];
    await sleep(100);

    expect(await stage.hintsOf(() => endOf(vendorId))).toEqual([`account:${asked.accountId}`]);
    expect(await store.authorizations.get(instanceId, asked.id)).toMatchObject({ status: 'recalled', endCause: 'requester-deleted', endedBy: customerId });
    expect([await status(lent.id), await stage.secret(lent), await status(others.id)]).toEqual(['authorized', 'hunter2', 'pending']);

    const hints = await stage.hintsOf(() => endOf(customerId));
    expect(hints).toEqual([lent, over, others].map((each) => `account:${each.accountId}`).sort());
    expect(await store.authorizations.get(instanceId, lent.id)).toMatchObject({ status: 'canceled', endCause: 'owner-deleted', endedBy: customerId });
    expect([await status(over.id), await status(others.id), await status(asked.id)]).toEqual(['expired', 'canceled', 'recalled']);
    expect([await stage.secret(lent), await stage.secret(over), await stage.verdict(lent.accountId)]).toEqual([undefined, undefined, 'AUTHORIZATION_CANCELED']);
    expect(await store.authorizations.openOf(instanceId, { ownerId: customerId })).toEqual([]);
  });

  it('comes with the deletion of its host, unless it is about another host too, and with that of its engineer', async () => {
    const { store, instanceId, hostId, userId, customerId } = stage;
    const lent = await stage.lend();
    const asked = await store.authorizations.get(instanceId, lent.id);
    if (asked === undefined) throw new Error('nothing was lent');
    const [detail] = asked.details;
    if (detail === undefined) throw new Error('nothing was asked for');
    const { caseId, requestedBy, description, commitment, wishedMs, createdAt, pendingUntil } = asked;
    const { kind, hostName, regionId, account, port } = detail;
    const both = await store.authorizations.create({
      instanceId, caseId, requestedBy, userId, description, commitment, wishedMs, createdAt, pendingUntil,
      details: [hostId, String(Number(hostId) + 1_000_000)].map((on) => ({ kind, hostId: on, hostName, regionId, account, port })),
    });
    await store.transact((tx) => endAuthorizationsOfHost(tx, instanceId, hostId, customerId));
    expect([await status(lent.id), await stage.secret(lent), await status(both)]).toEqual(['canceled', undefined, 'pending']);
    expect(await store.authorizations.get(instanceId, lent.id)).toMatchObject({ endCause: 'asset-deleted', endedBy: customerId });

    const again = await stage.lend();
    await store.transact((tx) => endAuthorizationsOfUser(tx, instanceId, userId, customerId));
    expect([await status(again.id), await stage.secret(again), await status(both)]).toEqual(['recalled', undefined, 'recalled']);
    expect(await store.authorizations.openOf(instanceId, { userId })).toEqual([]);
  });
});
