import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { ANY_NUMBER, DIGITS } from './matchers.ts';
import { NOW, fresh, granted, newScope, session } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('sessions', (subject) => {
  test('come back as they were stored, to their own instance', async () => {
    const wanted = session(await granted(subject.store), { ticketId: '5', policyId: '6', recording: 'a/b' });
    await subject.store.sessions.create(wanted);
    expect(await subject.store.sessions.get(wanted.instanceId, wanted.id)).toEqual(wanted);
    expect(await subject.store.sessions.get((await newScope(subject.store)).instanceId, wanted.id)).toBeUndefined();
  });

  test('begin once and end once', async () => {
    const { id, instanceId, ...rest } = session(await granted(subject.store));
    const { sessions } = subject.store;
    await sessions.create({ id, instanceId, ...rest });
    await sessions.firstByte(id, NOW + 1);
    await sessions.firstByte(id, NOW + 2);
    const ends = await Promise.all((['USER_LOCKED', 'client-closed', 'node-lost'] as const).map((reason) => sessions.end(id, NOW + 3, reason, 10, 2 ** 40)));
    expect(ends.filter(Boolean)).toHaveLength(1);
    const reason = (['USER_LOCKED', 'client-closed', 'node-lost'] as const)[ends.indexOf(true)];
    expect(await sessions.get(instanceId, id)).toEqual({ id, instanceId, ...rest, firstByteAt: NOW + 1, endedAt: NOW + 3, endReason: reason, bytesFromClient: 10, bytesFromTarget: 2 ** 40 });
  });

  test('are asked to end once, while they live, within their instance', async () => {
    const wanted = session(await granted(subject.store));
    const { sessions } = subject.store;
    await sessions.create(wanted);
    expect(await sessions.requestEnd((await newScope(subject.store)).instanceId, wanted.id, NOW, '')).toBe(false);
    expect(await sessions.requestEnd(wanted.instanceId, wanted.id, NOW, 'a')).toBe(true);
    expect(await sessions.requestEnd(wanted.instanceId, wanted.id, NOW, 'b')).toBe(false);
    const over = session(await granted(subject.store));
    await sessions.create(over);
    await sessions.end(over.id, NOW, 'client-closed', 0, 0);
    expect(await sessions.requestEnd(over.instanceId, over.id, NOW, 'a')).toBe(false);
  });

  test('have numbers, by which an account’s are listed in slices, newest first', async () => {
    const of = await granted(subject.store);
    const other = await granted(subject.store, of.scope);
    const { sessions } = subject.store;
    const made = [session(of, { startedAt: NOW }), session(of, { startedAt: NOW + 2 }), session(of, { startedAt: NOW + 1 }), session(other)];
    for (const one of made) await sessions.create(one);
    const { instanceId } = of.scope;
    const list = async (slice: { offset: number; limit: number }) => {
      const found = await sessions.listOfAccount(instanceId, of.accountId, slice);
      return [found.total, ...found.items.map((item) => made.findIndex((one) => one.id === item.id))];
    };
    expect(await list({ offset: 0, limit: 9 })).toEqual([3, 1, 2, 0]);
    expect(await list({ offset: 1, limit: 1 })).toEqual([3, 2]);
    expect(await list({ offset: 0, limit: 0 })).toEqual([3]);
    expect(await list({ offset: 3, limit: 9 })).toEqual([3]);
    const [newest] = (await sessions.listOfAccount(instanceId, of.accountId, { offset: 0, limit: 1 })).items;
    expect(newest).toEqual({ ...made[1], number: DIGITS });
    expect(await sessions.getByNumber(instanceId, newest?.number ?? '')).toEqual(newest);
    const { instanceId: foreign } = await newScope(subject.store);
    expect(await sessions.getByNumber(foreign, newest?.number ?? '')).toBeUndefined();
    expect(await sessions.getByNumber(instanceId, '999999999')).toBeUndefined();
    expect(await sessions.listOfAccount(foreign, of.accountId, { offset: 0, limit: 9 })).toEqual({ items: [], total: 0 });
    expect(new Set((await sessions.listOfAccount(instanceId, of.accountId, { offset: 0, limit: 9 })).items.map((item) => item.number)).size).toBe(3);
  });

  test('are listed newest first, by user, host and life', async () => {
    const of = await granted(subject.store);
    const other = await granted(subject.store, of.scope);
    const made = [session(of, { startedAt: NOW }), session(of, { startedAt: NOW + 2 }), session(other, { startedAt: NOW + 1 })];
    for (const one of made) await subject.store.sessions.create(one);
    await subject.store.sessions.end(made[1]?.id ?? '', NOW + 3, 'client-closed', 0, 0);
    const list = async (filter: Parameters<typeof subject.store.sessions.list>[1], page = PAGE) => {
      const found = await subject.store.sessions.list(of.scope.instanceId, filter, page);
      return [found.total, ...found.items.map((item) => made.findIndex((one) => one.id === item.id))];
    };
    expect(await list({})).toEqual([3, 1, 2, 0]);
    expect(await list({}, { number: 2, size: 2 })).toEqual([3, 0]);
    expect(await list({ userId: of.userId })).toEqual([2, 1, 0]);
    expect(await list({ hostId: other.hostId })).toEqual([1, 2]);
    expect(await list({ live: true })).toEqual([2, 2, 0]);
    expect(await list({ live: false })).toEqual([1, 1]);
  });
});

onBothEngines('nodes', (subject) => {
  test('live as long as their lease, and leave their sessions behind', async () => {
    const nodeId = fresh('node');
    const { nodes, sessions } = subject.store;
    const node = { id: nodeId, publicKey: 'key', startedAt: NOW };
    const running = session(await granted(subject.store), { nodeId });
    const dead = async () => (await nodes.dead()).filter((found) => found.id === nodeId);
    const now = await nodes.renew(node, 60_000);
    expect(Math.abs(now - await subject.store.now())).toBeLessThan(2_000);
    await sessions.create(running);
    expect((await sessions.liveOf(nodeId)).map((found) => found.id)).toEqual([running.id]);
    expect(await dead()).toEqual([]);
    await nodes.release(nodeId);
    expect(await dead()).toEqual([{ ...node, leaseUntil: ANY_NUMBER }]);
    await nodes.renew({ ...node, startedAt: NOW + 1 }, 60_000);
    expect(await dead()).toEqual([]);
    await nodes.renew(node, -1);
    expect(await dead()).toHaveLength(1);
    await sessions.end(running.id, NOW, 'node-lost', 0, 0);
    expect(await dead()).toEqual([]);
    expect(await sessions.liveOf(nodeId)).toEqual([]);
  });
});
