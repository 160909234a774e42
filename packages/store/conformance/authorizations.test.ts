import { expect, test } from 'vitest';
import { DAY, HOUR, endAuthorization, endAuthorizationsOfCase, endAuthorizationsOfPrincipal } from '@sallyport/core';
import type { AuthorizationFilter, Id } from '@sallyport/core';
import { principal } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { confirm, end, lentSecret, requested, serviceCase } from './lending.ts';
import type { Lending } from './lending.ts';
import { ANY_NUMBER } from './matchers.ts';
import { host, newScope } from './samples.ts';

const ALL = { offset: 0, limit: 50 };

onBothEngines('authorizations', (subject) => {
  const stored = (of: Lending) => subject.store.authorizations.get(of.scope.instanceId, of.authorizationId);
  /** The same is asked for once more. */
  const again = async (of: Lending): Promise<Lending> => {
    const asked = await stored(of);
    if (asked === undefined) throw new Error('nothing was asked for');
    const { instanceId, caseId, requestedBy, userId, description, commitment, wishedMs, createdAt, pendingUntil, details } = asked;
    const authorizationId = await subject.store.authorizations.create({
      instanceId, caseId, requestedBy, userId, description, commitment, wishedMs, createdAt, pendingUntil,
      details: details.map(({ kind, hostId, hostName, regionId, account, port }) => ({ kind, hostId, hostName, regionId, account, port })),
    });
    const [accountId = '', consoleId = ''] = (await stored({ ...of, authorizationId }))?.details.map((detail) => detail.id) ?? [];
    return { ...of, authorizationId, accountId, consoleId };
  };

  test('come back as they were asked for, to their own instance', async () => {
    const of = await requested(subject.store, { pendingUntil: 5_000, createdAt: 1_000 });
    const { store } = subject;
    const name = async (id: Id) => (await store.principals.get(of.scope.instanceId, id))?.name;
    const asked = await stored(of);
    expect(asked).toEqual({
      id: of.authorizationId, instanceId: of.scope.instanceId, caseId: of.caseId, status: 'pending', requestedBy: of.vendorId, requestedByName: await name(of.vendorId),
      userId: of.userId, userName: (await store.users.get(of.scope.instanceId, of.userId))?.userName, description: 'look at the logs', commitment: 'we read nothing else',
      wishedMs: HOUR, agencyId: '', createdAt: 1_000, pendingUntil: 5_000, effectiveAt: null, expiresAt: null, decidedBy: null, decidedByName: '', decidedAt: null,
      endedBy: null, endedAt: null, endCause: '', reason: '', ownerId: of.customerId, ownerName: await name(of.customerId), caseDescription: 'The disk of web-1 is full',
      details: [
        { id: of.accountId, authorizationId: of.authorizationId, kind: 'host', hostId: of.hostId, hostName: 'web-1', regionId: 'cn-1', account: 'root', port: 22, granted: false, tries: 0 },
        { id: of.consoleId, authorizationId: of.authorizationId, kind: 'console', hostId: null, hostName: '', regionId: '', account: '', port: null, granted: false, tries: 0 },
      ],
    });
    expect(await store.authorizations.ofDetail(of.scope.instanceId, of.consoleId)).toEqual(asked);
    const { instanceId } = await newScope(store);
    expect(await store.authorizations.get(instanceId, of.authorizationId)).toBeUndefined();
    expect(await store.authorizations.ofDetail(instanceId, of.accountId)).toBeUndefined();
    expect(await store.authorizations.ofDetail(of.scope.instanceId, of.authorizationId)).toBeUndefined();
    expect(await store.authorizations.lentAccount(of.scope.instanceId, of.accountId)).toBeUndefined();
  });

  test('are asked for on an open case of the instance only, by and for somebody there', async () => {
    const of = await requested(subject.store);
    const { cases, authorizations } = subject.store;
    const ask = { instanceId: of.scope.instanceId, caseId: of.caseId, requestedBy: of.vendorId, userId: of.userId, description: '', commitment: '', wishedMs: 1, createdAt: 0, pendingUntil: 1, details: [] };
    const refused = { code: 'OBJECT_GONE' };
    for (const wrong of [{ caseId: '999999' }, { requestedBy: '999999' }, { userId: '999999' }]) await expect(authorizations.create({ ...ask, ...wrong })).rejects.toMatchObject(refused);
    const other = await requested(subject.store);
    await expect(authorizations.create({ ...ask, caseId: other.caseId })).rejects.toMatchObject(refused);
    await expect(authorizations.create({ ...ask, userId: other.userId })).rejects.toMatchObject(refused);
    await cases.move(of.scope.instanceId, of.caseId, 'cancel', {}, 1);
    await expect(authorizations.create(ask)).rejects.toMatchObject(refused);
  });

  test('confirmed lend what was named, and nothing else', async () => {
    const of = await requested(subject.store);
    const now = await subject.store.now();
    const window = { effectiveAt: now + 1_000, expiresAt: now + HOUR };
    const confirmed = await confirm(subject.store, of, 'hunter2', window);
    expect(confirmed).toMatchObject({
      status: 'authorized', ...window, agencyId: 'agency', decidedBy: of.customerId, decidedByName: confirmed?.ownerName, decidedAt: ANY_NUMBER, endedBy: null, endedAt: null,
      details: [{ id: of.accountId, granted: true, account: 'deploy', port: 2222 }, { id: of.consoleId, granted: false }],
    });
    expect(await stored(of)).toEqual(confirmed);
    expect(await subject.store.authorizations.lentAccount(of.scope.instanceId, of.accountId)).toEqual({
      id: of.accountId, instanceId: of.scope.instanceId, authorizationId: of.authorizationId, hostId: of.hostId, name: 'deploy', protocol: 'SSH', port: 2222,
    });
    expect(await subject.store.authorizations.lentAccount(of.scope.instanceId, of.consoleId)).toBeUndefined();
    expect(await subject.store.authorizations.lentAccount('nowhere', of.accountId)).toBeUndefined();
    expect(JSON.stringify(confirmed)).not.toContain('hunter2');
  });

  test('do not take details or secrets of another authorization', async () => {
    const [of, other] = [await requested(subject.store), await requested(subject.store)];
    const mixed: Lending = { ...of, accountId: other.accountId };
    await expect(confirm(subject.store, mixed, 'hunter2')).rejects.toThrow('a detail of another authorization');
    expect(await stored(of)).toMatchObject({ status: 'pending', details: [{ granted: false }, { granted: false }] });
    expect(await stored(other)).toMatchObject({ status: 'pending', details: [{ granted: false }, { granted: false }] });
  });

  test('end by each event, with who, when and why; what has ended stays', async () => {
    for (const [event, status] of [['cancel', 'canceled'], ['recall', 'recalled']] as const) {
      const of = await requested(subject.store);
      await confirm(subject.store, of, 'hunter2');
      expect(await end(subject.store, of, event, { by: of.vendorId, reason: '不再需要' })).toMatchObject({
        status, endedBy: of.vendorId, endedAt: ANY_NUMBER, reason: '不再需要', decidedBy: of.customerId, details: [{ granted: true }, { granted: false }],
      });
      expect(await subject.store.authorizations.lentAccount(of.scope.instanceId, of.accountId)).toMatchObject({ id: of.accountId });
      const ended = await stored(of);
      for (const again of ['cancel', 'recall', 'reject', 'expire'] as const) expect(await end(subject.store, of, again, { at: Number.MAX_SAFE_INTEGER })).toBeUndefined();
      expect(await confirm(subject.store, of, 'again')).toBeUndefined();
      expect(await stored(of)).toEqual(ended);
    }
    const of = await requested(subject.store);
    expect(await end(subject.store, of, 'reject', { reason: 'no' })).toMatchObject({ status: 'rejected', decidedBy: of.customerId, decidedAt: ANY_NUMBER, reason: 'no', endedBy: null });
    expect(await subject.store.authorizations.move('nowhere', of.authorizationId, { event: 'cancel', by: null, reason: '', cause: '' }, 0)).toBeUndefined();
  });

  test('whose time is over can only expire, before any sweep has said so, and not a moment earlier', async () => {
    const now = await subject.store.now();
    const asked = await requested(subject.store, { pendingUntil: now + HOUR });
    expect(await end(subject.store, asked, 'expire', { at: now + HOUR - 1 })).toBeUndefined();
    for (const event of ['reject', 'cancel', 'recall'] as const) expect(await end(subject.store, asked, event, { at: now + HOUR })).toBeUndefined();
    expect(await end(subject.store, asked, 'expire', { by: null, at: now + HOUR })).toMatchObject({ status: 'expired', endedBy: null, endedAt: now + HOUR, effectiveAt: null });

    const late = await requested(subject.store, { pendingUntil: now });
    expect(await confirm(subject.store, late, 'x')).toBeUndefined();

    const lent = await requested(subject.store);
    await confirm(subject.store, lent, 'x', { expiresAt: now + HOUR });
    expect(await end(subject.store, lent, 'expire', { at: now + HOUR - 1 })).toBeUndefined();
    for (const event of ['cancel', 'recall'] as const) expect(await end(subject.store, lent, event, { at: now + HOUR })).toBeUndefined();
    expect(await end(subject.store, lent, 'expire', { by: null, at: now + HOUR })).toMatchObject({ status: 'expired', endedAt: now + HOUR });
  });

  test('decided by many at once: one wins', async () => {
    for (let round = 0; round < 5; round += 1) {
      const of = await requested(subject.store);
      const outcomes = await Promise.all([
        confirm(subject.store, of, 'first'), end(subject.store, of, 'reject', { reason: 'no' }), confirm(subject.store, of, 'second'), end(subject.store, of, 'reject', { reason: 'never' }),
      ]);
      const winners = outcomes.flatMap((found, n) => (found === undefined ? [] : [n]));
      expect(winners).toHaveLength(1);
      expect(await stored(of)).toEqual(outcomes[winners[0] ?? 0]);
      expect(await lentSecret(subject.store, of)).toBe([['first'], [], ['second'], []][winners[0] ?? 0]?.[0]);
    }
  });

  test('ended by many at once: one wins', async () => {
    for (let round = 0; round < 5; round += 1) {
      const of = await requested(subject.store);
      await confirm(subject.store, of, 'x');
      const outcomes = await Promise.all((['cancel', 'recall', 'cancel', 'recall'] as const).map((event) => end(subject.store, of, event)));
      expect(outcomes.filter((found) => found !== undefined)).toHaveLength(1);
    }
  });

  test('never outlive a case that is closed while they are asked for or confirmed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const of = await requested(subject.store);
      const { instanceId } = of.scope;
      const close = () => subject.store.transact(async (tx) => {
        await tx.cases.move(instanceId, of.caseId, 'cancel', {}, tx.now);
        await endAuthorizationsOfCase(tx, instanceId, of.caseId, of.customerId, 'done');
      });
      const again = requested(subject.store, { caseId: of.caseId, userId: of.userId }, of.scope).catch((error: unknown) => error);
      await Promise.all([close(), confirm(subject.store, of, 'x'), again]);
      expect(await subject.store.authorizations.openOf(instanceId, { caseId: of.caseId })).toEqual([]);
      expect(await stored(of)).toMatchObject({ status: 'canceled', endCause: 'case-closed', reason: 'done' });
    }
  });

  test('that are open on a case, and those that are due, are found', async () => {
    const now = await subject.store.now();
    const of = await requested(subject.store, { pendingUntil: now + 10 * DAY });
    const { instanceId } = of.scope;
    const second = await requested(subject.store, { caseId: of.caseId, userId: of.userId, pendingUntil: now + 9 * DAY }, of.scope);
    await confirm(subject.store, of, 'x', { expiresAt: now + 20 * DAY });
    expect(await subject.store.authorizations.openOf(instanceId, { caseId: of.caseId })).toEqual([of.authorizationId, second.authorizationId]);
    expect(await subject.store.authorizations.openOf('nowhere', { caseId: of.caseId })).toEqual([]);
    const due = async (at: number) => (await subject.store.authorizations.due(at, 1_000)).filter((found) => found.instanceId === instanceId).map((found) => found.id);
    expect(await due(now + 9 * DAY - 1)).toEqual([]);
    expect(await due(now + 9 * DAY)).toEqual([second.authorizationId]);
    expect(await due(now + 20 * DAY - 1)).toEqual([second.authorizationId]);
    expect(await due(now + 20 * DAY)).toEqual([of.authorizationId, second.authorizationId]);
    expect(await subject.store.authorizations.due(now + 20 * DAY, 1)).toHaveLength(1);
    await end(subject.store, second, 'cancel');
    expect(await due(now + 20 * DAY)).toEqual([of.authorizationId]);
    expect(await subject.store.authorizations.openOf(instanceId, { caseId: of.caseId })).toEqual([of.authorizationId]);
  });

  test('give a detail so many tries, also when many come at once', async () => {
    const of = await requested(subject.store);
    const { authorizations } = subject.store;
    const most = { ofDetail: 5, ofHost: 20, since: 0 };
    expect(await authorizations.useTry('nowhere', of.accountId, most)).toBe(false);
    const tries = await Promise.all(Array.from({ length: 9 }, () => authorizations.useTry(of.scope.instanceId, of.accountId, most)));
    expect(tries.filter(Boolean)).toHaveLength(5);
    expect(await stored(of)).toMatchObject({ details: [{ tries: 5 }, { tries: 0 }] });
  });

  test('give a host so many tries in all, also when many come at once, until a while after they were decided', async () => {
    const of = await requested(subject.store);
    const { authorizations } = subject.store;
    const { instanceId } = of.scope;
    const now = await subject.store.now();
    const others: Lending[] = [];
    for (let n = 0; n < 12; n += 1) others.push(await again(of));
    const tryAt = (detailId: Id, since = now - DAY): Promise<boolean> => authorizations.useTry(instanceId, detailId, { ofDetail: 5, ofHost: 7, since });
    const tries = await Promise.all(others.map(({ accountId }) => tryAt(accountId)));
    expect(tries.filter(Boolean)).toHaveLength(7);
    const counted = await Promise.all(others.map(async ({ accountId }) => (await authorizations.ofDetail(instanceId, accountId))?.details[0]?.tries ?? 0));
    expect(counted.reduce((sum, each) => sum + each, 0)).toBe(7);
    expect(await tryAt((await requested(subject.store)).accountId)).toBe(false);
    for (const [n, each] of others.entries()) await end(subject.store, each, n % 2 === 0 ? 'recall' : 'reject', { at: now });
    expect(await tryAt(of.accountId, now - 1)).toBe(false);
    expect(await tryAt(of.accountId, now)).toBe(true);
  });

  test('are not asked for of a customer, or by a principal, who is deleted at that moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const of = await requested(subject.store);
      const { instanceId } = of.scope;
      const { store } = subject;
      const gone = round % 2 === 0 ? of.customerId : of.vendorId;
      const late = again(of).then((made) => made.authorizationId, (error: unknown) => error);
      await Promise.all([late, store.transact(async (tx) => {
        await tx.principals.delete(instanceId, gone);
        await endAuthorizationsOfPrincipal(tx, instanceId, gone, of.userId);
      })]);
      expect(await store.authorizations.openOf(instanceId, { caseId: of.caseId })).toEqual([]);
      await expect(again(of)).rejects.toMatchObject({ code: 'OBJECT_GONE' });
    }
  });

  test('that are open are found by customer and by who asked, those by him only while they wait', async () => {
    const of = await requested(subject.store);
    const { instanceId } = of.scope;
    const { authorizations } = subject.store;
    const second = await again(of);
    const ids = [of.authorizationId, second.authorizationId];
    expect(await authorizations.openOf(instanceId, { ownerId: of.customerId })).toEqual(ids);
    expect(await authorizations.openOf(instanceId, { pendingBy: of.vendorId })).toEqual(ids);
    await confirm(subject.store, of, 'x');
    expect(await authorizations.openOf(instanceId, { ownerId: of.customerId })).toEqual(ids);
    expect(await authorizations.openOf(instanceId, { pendingBy: of.vendorId })).toEqual([second.authorizationId]);
    await end(subject.store, second, 'recall');
    expect(await authorizations.openOf(instanceId, { ownerId: of.customerId })).toEqual([of.authorizationId]);
    for (const none of [{ ownerId: of.vendorId }, { pendingBy: of.vendorId }, { pendingBy: of.customerId }]) expect(await authorizations.openOf(instanceId, none)).toEqual([]);
    expect(await authorizations.openOf('nowhere', { ownerId: of.customerId })).toEqual([]);
  });

  test('end with the tickets on what they lent', async () => {
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'x');
    const { tickets } = subject.store;
    const ask = { ...of.scope, userId: of.userId, hostId: of.hostId, accountId: of.accountId, accountName: 'deploy', protocol: 'SSH', reason: '', effectCount: 0, effectStart: null, effectEnd: null } as const;
    const { ticket } = await tickets.openOrJoin(ask, 1_000, Number.MAX_SAFE_INTEGER, 5);
    await subject.store.transact((tx) => endAuthorization(tx, of.scope.instanceId, of.authorizationId, { event: 'cancel', by: of.customerId, reason: 'enough', cause: '' }));
    expect(await tickets.get(of.scope, ticket.id)).toMatchObject({ state: 'closed', endCause: 'grant-lost', comment: 'enough' });
  });
});

onBothEngines('lists of authorizations', (subject) => {
  test('are newest first, in slices, by each filter and by the clock', async () => {
    const { authorizations, cases } = subject.store;
    const now = await subject.store.now();
    const asked = await requested(subject.store, { pendingUntil: now + HOUR });
    const { scope: { instanceId } } = asked;
    const lent = await requested(subject.store, {}, asked.scope);
    await confirm(subject.store, lent, 'x', { expiresAt: now + 2 * HOUR });
    const { principalId: owner } = await principal(subject.store, instanceId);
    const caseId = await cases.create(serviceCase(instanceId, owner, { description: 'Router 50% LOSS' }));
    const refused = await requested(subject.store, { caseId }, asked.scope);
    await end(subject.store, refused, 'reject');
    const list = async (filter: AuthorizationFilter, at = now, slice = ALL) => {
      const page = await authorizations.list(instanceId, filter, slice, at);
      return [page.total, ...page.items.map((item) => item.id)];
    };
    const ids = [refused.authorizationId, lent.authorizationId, asked.authorizationId];
    expect(await list({})).toEqual([3, ...ids]);
    expect(await list({}, now, { offset: 1, limit: 1 })).toEqual([3, ids[1]]);
    expect(await list({}, now, { offset: 1, limit: 9 })).toEqual([3, ids[1], ids[2]]);
    expect(await list({}, now, { offset: 0, limit: 0 })).toEqual([3]);
    expect(await list({}, now, { offset: 7, limit: 9 })).toEqual([3]);
    expect(await list({ ownerIds: [owner] })).toEqual([1, refused.authorizationId]);
    expect(await list({ ownerIds: [asked.customerId, lent.customerId] })).toEqual([2, ids[1], ids[2]]);
    expect(await list({ ownerIds: [] })).toEqual([0]);
    expect(await list({ caseId })).toEqual([1, refused.authorizationId]);
    expect(await list({ requestedBy: lent.vendorId })).toEqual([1, lent.authorizationId]);
    expect(await list({ ownerName: (await subject.store.principals.get(instanceId, owner))?.name ?? '' })).toEqual([1, refused.authorizationId]);
    expect(await list({ text: 'ROUTER 50%' })).toEqual([1, refused.authorizationId]);
    expect(await list({ text: '%' })).toEqual([1, refused.authorizationId]);
    expect(await list({ status: 'rejected' })).toEqual([1, refused.authorizationId]);
    expect(await list({ status: 'pending' }, now + HOUR - 1)).toEqual([1, asked.authorizationId]);
    expect(await list({ status: 'expired' }, now + HOUR - 1)).toEqual([0]);
    expect(await list({ status: 'pending' }, now + HOUR)).toEqual([0]);
    expect(await list({ status: 'expired' }, now + HOUR)).toEqual([1, asked.authorizationId]);
    expect(await list({ status: 'authorized' }, now + 2 * HOUR - 1)).toEqual([1, lent.authorizationId]);
    expect(await list({ status: 'authorized' }, now + 2 * HOUR)).toEqual([0]);
    expect(await list({ status: 'expired' }, now + 2 * HOUR)).toEqual([2, lent.authorizationId, asked.authorizationId]);
    await end(subject.store, asked, 'expire', { at: now + HOUR });
    expect(await list({ status: 'expired' })).toEqual([1, asked.authorizationId]);
    expect((await authorizations.list('nowhere', {}, ALL, now)).total).toBe(0);
    expect((await authorizations.list(instanceId, { text: 'router' }, ALL, now)).items[0]).toEqual(await authorizations.get(instanceId, refused.authorizationId));
  });
});

onBothEngines('a host that goes', (subject) => {
  test('leaves the authorization as it was told, and takes what was lent from the lists', async () => {
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'x');
    const { grants, hosts } = subject.store;
    await hosts.create(host(of.scope));
    await hosts.delete(of.scope, of.hostId);
    expect((await grants.listOperable(of.scope.instanceId, of.userId, {}, { number: 1, size: 9 })).total).toBe(0);
    expect(await grants.operableAccount(of.scope, of.accountId)).toBeUndefined();
    expect(await subject.store.authorizations.get(of.scope.instanceId, of.authorizationId)).toMatchObject({ status: 'authorized', details: [{ hostName: 'web-1' }, {}] });
  });
});
