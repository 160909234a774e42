import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '@sallyport/core';
import type { TicketDecision } from '@sallyport/core';
import { onBothEngines } from './engines.ts';
import { NOW, account, ask, granted, host, newScope } from './samples.ts';
import type { Granted } from './samples.ts';

const PAGE = { number: 1, size: 20 };
const UNTIL = NOW + HOUR;
const YES: TicketDecision = { decidedBy: '7', comment: 'fine', endCause: '' };

onBothEngines('tickets', (subject) => {
  const open = (of: Granted, changes: Parameters<typeof ask>[1] = {}) => subject.store.tickets.openOrJoin(ask(of, changes), NOW, UNTIL, 5);

  /** Another account of the same host, granted to nobody in particular. */
  const beside = async (of: Granted): Promise<Granted> => ({ ...of, accountId: await subject.store.hostAccounts.create(account(of.scope, of.hostId)) });

  test('open once and are joined after that', async () => {
    const of = await granted(subject.store);
    const first = await open(of, { effectCount: 1, effectStart: NOW, effectEnd: null });
    expect(first).toEqual({
      created: true,
      ticket: {
        ...ask(of, { effectCount: 1, effectStart: NOW, effectEnd: null }), id: first.ticket.id, state: 'pending', boundSessionId: null, createdAt: NOW,
        pendingUntil: UNTIL, decidedAt: null, decidedBy: null, comment: '', endCause: '',
      },
    });
    expect(await open(of, { reason: 'again' })).toEqual({ created: false, ticket: first.ticket });
    expect(await subject.store.tickets.get(of.scope, first.ticket.id)).toEqual(first.ticket);
    expect(await subject.store.tickets.get({ ...of.scope, projectId: 'other' }, first.ticket.id)).toBeUndefined();
    expect((await open(of, { protocol: 'RDP' })).created).toBe(true);
  });

  test('opened by many at once: all get the same', async () => {
    const of = await granted(subject.store);
    const results = await Promise.all(Array.from({ length: 8 }, () => open(of)));
    expect(new Set(results.map((result) => result.ticket.id)).size).toBe(1);
    expect(results.filter((result) => result.created)).toHaveLength(1);
  });

  test('are limited per user, also when many come at once', async () => {
    const of = await granted(subject.store);
    const others: Granted[] = [];
    for (let n = 0; n < 9; n += 1) others.push(await beside(of));
    const results = await Promise.allSettled(others.map((other) => open(other)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'TOO_MANY_PENDING_TICKETS' });
    expect((await subject.store.tickets.listPending(of.scope, undefined, PAGE)).total).toBe(5);
  });

  test('that nobody decided in time are neither joined nor counted', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of);
    const next = await subject.store.tickets.openOrJoin(ask(of), UNTIL, UNTIL + HOUR, 1);
    expect(next.created).toBe(true);
    expect(await subject.store.tickets.get(of.scope, ticket.id)).toMatchObject({ state: 'expired' });
  });

  test('of a user who is gone cannot come to be', async () => {
    const of = await granted(subject.store);
    await expect(open({ ...of, userId: '999999' })).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('are decided once', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of);
    const moved = await subject.store.tickets.move(of.scope, ticket.id, 'accept', { ...YES, effectCount: 1, effectStart: NOW + 1, effectEnd: null }, NOW + 5);
    expect(moved).toEqual({ ...ticket, state: 'accepted', decidedAt: NOW + 5, decidedBy: '7', comment: 'fine', effectCount: 1, effectStart: NOW + 1, effectEnd: null });
    expect(await subject.store.tickets.get(of.scope, ticket.id)).toEqual(moved);
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'accept', YES, NOW)).toBeUndefined();
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'reject', YES, NOW)).toBeUndefined();
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'revoke', { ...YES, comment: 'enough', endCause: 'by-principal' }, NOW + 9))
      .toMatchObject({ state: 'revoked', comment: 'enough', endCause: 'by-principal', decidedAt: NOW + 9 });
  });

  test('decided by many at once: exactly one does', async () => {
    for (let round = 0; round < 5; round += 1) {
      const of = await granted(subject.store);
      const { ticket } = await open(of);
      const results = await Promise.all((['accept', 'reject', 'reject', 'withdraw', 'accept', 'close'] as const)
        .map((event, n) => subject.store.tickets.move(of.scope, ticket.id, event, { ...YES, comment: `c${n}` }, NOW)));
      const won = results.filter((result) => result !== undefined);
      expect(won).toHaveLength(1);
      expect(await subject.store.tickets.get(of.scope, ticket.id)).toEqual(won[0]);
    }
  });

  test('can no longer be decided when their limit has passed, or from another project', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of);
    expect(await subject.store.tickets.move({ ...of.scope, projectId: 'other' }, ticket.id, 'accept', YES, NOW)).toBeUndefined();
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'accept', YES, UNTIL)).toBeUndefined();
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'reject', YES, UNTIL)).toBeUndefined();
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'expire', { ...YES, decidedBy: null }, UNTIL)).toMatchObject({ state: 'expired', decidedBy: null });
  });

  test('that finish keep the reviewer and his words', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of);
    await subject.store.tickets.move(of.scope, ticket.id, 'accept', YES, NOW);
    expect(await subject.store.tickets.move(of.scope, ticket.id, 'finish', { decidedBy: null, comment: '', endCause: '' }, NOW + 9))
      .toMatchObject({ state: 'finished', decidedBy: '7', comment: 'fine', decidedAt: NOW });
  });

  test('good for one log-on are claimed by one session, handed back by that one only', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of, { effectCount: 1 });
    const { tickets } = subject.store;
    expect(await tickets.claim(of.scope.instanceId, ticket.id, 's-0')).toBe(false);
    await tickets.move(of.scope, ticket.id, 'accept', YES, NOW);
    const names = ['s-1', 's-2', 's-3', 's-4'];
    const claims = await Promise.all(names.map((name) => tickets.claim(of.scope.instanceId, ticket.id, name)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const winner = names[claims.indexOf(true)] ?? '';
    expect(await tickets.claim(of.scope.instanceId, ticket.id, winner)).toBe(true);
    await tickets.unclaim(of.scope.instanceId, ticket.id, 'another');
    expect((await tickets.get(of.scope, ticket.id))?.boundSessionId).toBe(winner);
    await tickets.unclaim(of.scope.instanceId, ticket.id, winner);
    expect((await tickets.get(of.scope, ticket.id))?.boundSessionId).toBeNull();
    expect(await tickets.claim((await newScope(subject.store)).instanceId, ticket.id, 's-5')).toBe(false);
  });

  test('good for any number of log-ons are bound to none', async () => {
    const of = await granted(subject.store);
    const { ticket } = await open(of);
    await subject.store.tickets.move(of.scope, ticket.id, 'accept', YES, NOW);
    expect(await subject.store.tickets.claim(of.scope.instanceId, ticket.id, 's-1')).toBe(true);
    expect(await subject.store.tickets.claim(of.scope.instanceId, ticket.id, 's-2')).toBe(true);
    expect((await subject.store.tickets.get(of.scope, ticket.id))?.boundSessionId).toBeNull();
  });

  test('end with what they are about', async () => {
    const of = await granted(subject.store);
    const second = await beside(of);
    const third = await beside(of);
    const [a, b, c] = [(await open(of)).ticket.id, (await open(second)).ticket.id, (await open(third)).ticket.id];
    const { tickets } = subject.store;
    await tickets.move(of.scope, a, 'accept', YES, NOW);
    const { instanceId } = of.scope;
    const end = (what: Parameters<typeof tickets.endOf>[1]) => tickets.endOf(instanceId, what, 'grant-lost', '7', 'gone', NOW + 1);
    expect(await end({})).toEqual([]);
    expect(await end({ userId: of.userId, accountIds: [] })).toEqual([]);
    expect(await end({ userId: '999999', accountIds: [of.accountId] })).toEqual([]);
    expect(await tickets.endOf((await newScope(subject.store)).instanceId, { userId: of.userId }, 'user-locked', null, '', NOW)).toEqual([]);
    expect(await end({ accountIds: [second.accountId] })).toEqual([b]);
    expect(await tickets.get(of.scope, b)).toMatchObject({ state: 'closed', endCause: 'grant-lost', comment: 'gone', decidedBy: '7', decidedAt: NOW + 1 });
    expect(await end({ userId: of.userId, accountIds: [of.accountId], hostIds: ['999999'] })).toEqual([a]);
    expect(await tickets.get(of.scope, a)).toMatchObject({ state: 'revoked' });
    expect(await end({ hostIds: [of.hostId] })).toEqual([c]);
    expect(await end({ userId: of.userId })).toEqual([]);
  });

  test('are swept when time has ended them', async () => {
    const of = await granted(subject.store);
    const second = await beside(of);
    const late = await beside(of);
    const [pending, accepted, alive] = [(await open(of)).ticket.id, (await open(second, { effectEnd: NOW + MINUTE })).ticket.id, (await open(late, { effectEnd: null })).ticket.id];
    const { tickets } = subject.store;
    await tickets.move(of.scope, accepted, 'accept', YES, NOW);
    await tickets.move(of.scope, alive, 'accept', YES, NOW);
    const mine = async (at: number) => (await tickets.sweep(at, 100)).filter((swept) => swept.instanceId === of.scope.instanceId).map((swept) => swept.id);
    expect(await mine(NOW)).toEqual([]);
    expect(await mine(NOW + MINUTE)).toEqual([accepted]);
    expect(await mine(UNTIL)).toEqual([pending]);
    expect(await mine(UNTIL + 1)).toEqual([]);
    expect(await tickets.get(of.scope, accepted)).toMatchObject({ state: 'finished', decidedBy: '7', comment: 'fine' });
    expect(await tickets.get(of.scope, pending)).toMatchObject({ state: 'expired' });
    expect(await tickets.get(of.scope, alive)).toMatchObject({ state: 'accepted' });
  });

  test('that wait are listed with applicant and host', async () => {
    const of = await granted(subject.store);
    const hostId = await subject.store.hosts.create(host(of.scope, { publicAddress: '198.51.100.7' }));
    const other: Granted = { ...of, hostId, accountId: await subject.store.hostAccounts.create(account(of.scope, hostId)) };
    const [a, b] = [(await open(of)).ticket, (await open(other)).ticket];
    const decided = await beside(of);
    await subject.store.tickets.move(of.scope, (await open(decided)).ticket.id, 'reject', YES, NOW);
    const list = async (address?: string, scope = of.scope) => subject.store.tickets.listPending(scope, address, PAGE);
    const userName = (await subject.store.users.get(of.scope.instanceId, of.userId))?.userName;
    expect(await list()).toEqual({
      total: 2,
      items: [{ ...a, userName, host: await subject.store.hosts.get(of.scope, of.hostId) }, { ...b, userName, host: await subject.store.hosts.get(of.scope, hostId) }],
    });
    expect((await list('198.51.100.7')).items.map((item) => item.id)).toEqual([b.id]);
    expect((await list('198.51.100')).total).toBe(0);
    expect((await list(undefined, { ...of.scope, projectId: 'other' })).total).toBe(0);
  });
});
