import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ChangeHint } from '@sallyport/core';
import { auditHash, firstBreak, CHAIN_START } from '@sallyport/store';
import { poll } from '@sallyport/testkit';
import { onBothEngines } from './engines.ts';
import { event, host, instance, newScope, user } from './samples.ts';

onBothEngines('transactions', (subject) => {
  test('leave all that they did, or nothing', async () => {
    const scope = await newScope(subject.store);
    const heard: ChangeHint[] = [];
    const stop = await subject.store.hints.subscribe((hints) => heard.push(...hints));
    const before = await subject.store.access.changeCounter(scope.instanceId);
    const made: string[] = [];
    const work = (fail: boolean) => subject.store.transact(async (tx) => {
      made.push(await tx.users.create(user(scope), null));
      tx.hint({ instanceId: scope.instanceId, kind: 'user', id: made.at(-1) ?? '' });
      const { at: _at, ...rest } = event(scope.instanceId, { kind: fail ? 'failed' : 'done' });
      tx.record(rest);
      await tx.audit.append([event(scope.instanceId, { kind: fail ? 'failed' : 'appended' })]);
      expect(await tx.users.get(scope.instanceId, made.at(-1) ?? '')).toBeDefined();
      if (fail) throw new Error('on purpose');
      return 'result';
    });
    await expect(work(true)).rejects.toThrow('on purpose');
    expect(await work(false)).toBe('result');
    expect((await subject.store.users.list(scope.instanceId, {}, { number: 1, size: 10 }, 0)).items.map((item) => item.id)).toEqual([made[1]]);
    expect((await subject.store.audit.walk(scope.instanceId, 0, 10)).map((row) => row.kind)).toEqual(['done', 'appended']);
    expect(await subject.store.access.changeCounter(scope.instanceId)).toBe(before + 1);
    await sleep(50);
    expect(heard).toEqual([{ instanceId: scope.instanceId, kind: 'user', id: made[1] }]);
    stop();
  });

  test('are not seen before they commit', async () => {
    const scope = await newScope(subject.store);
    await subject.store.transact(async (tx) => {
      const id = await tx.users.create(user(scope), null);
      expect(await subject.store.users.get(scope.instanceId, id)).toBeUndefined();
    });
  });

  test('raise the counter of the instances that they hint at, once', async () => {
    const [a, b, c] = [await newScope(subject.store), await newScope(subject.store), await newScope(subject.store)];
    await subject.store.transact(async (tx) => {
      tx.hint({ instanceId: a.instanceId, kind: 'user', id: '1' });
      tx.hint({ instanceId: a.instanceId, kind: 'user', id: '2' });
      tx.hint({ instanceId: b.instanceId, kind: 'instance' });
      await Promise.resolve();
    });
    const counter = (scope: { instanceId: string }) => subject.store.access.changeCounter(scope.instanceId);
    expect([await counter(a), await counter(b), await counter(c)]).toEqual([1, 1, 0]);
    expect(await subject.store.access.changeCounter('nowhere')).toBe(0);
  });

  test('lose no update of many at once', async () => {
    const scope = await newScope(subject.store);
    await Promise.all(Array.from({ length: 20 }, (_, n) => subject.store.transact(async (tx) => {
      await tx.users.create(user(scope), null);
      tx.hint({ instanceId: scope.instanceId, kind: 'user', id: String(n + 1) });
      const { at: _at, ...rest } = event(scope.instanceId);
      tx.record(rest);
    })));
    expect(await subject.store.access.changeCounter(scope.instanceId)).toBe(20);
    const rows = await subject.store.audit.walk(scope.instanceId, 0, 100);
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(firstBreak(rows, { sequence: 0, hash: CHAIN_START })).toBeUndefined();
  });

  test('that only write into one chain take their turns', async () => {
    const scope = await newScope(subject.store);
    await Promise.all(Array.from({ length: 12 }, () => subject.store.transact(async (tx) => {
      await tx.audit.append([event(scope.instanceId), event(scope.instanceId)]);
    })));
    const rows = await subject.store.audit.walk(scope.instanceId, 0, 100);
    expect(rows).toHaveLength(24);
    expect(firstBreak(rows, { sequence: 0, hash: CHAIN_START })).toBeUndefined();
  });

  test('opposite in order do not lock each other out', async () => {
    const [a, b] = [await newScope(subject.store), await newScope(subject.store)];
    const touch = (first: string, second: string) => subject.store.transact(async (tx) => {
      for (const instanceId of [first, second]) {
        tx.hint({ instanceId, kind: 'instance' });
        const { at: _at, ...rest } = event(instanceId);
        tx.record(rest);
      }
      await Promise.resolve();
    });
    await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? touch(a.instanceId, b.instanceId) : touch(b.instanceId, a.instanceId))));
    expect(await subject.store.access.changeCounter(a.instanceId)).toBe(10);
  });

  test('that deadlock are tried again', async () => {
    const scope = await newScope(subject.store);
    const ids = [await subject.store.users.create(user(scope), null), await subject.store.users.create(user(scope), null)] as const;
    let attempts = 0;
    const cross = (first: string, second: string) => subject.store.transact(async (tx) => {
      attempts += 1;
      await tx.users.modify(scope.instanceId, first, { comment: 'x' });
      await sleep(100);
      await tx.users.modify(scope.instanceId, second, { comment: 'x' });
    });
    await Promise.all([cross(ids[0], ids[1]), cross(ids[1], ids[0])]);
    // SQLite takes one after the other; PostgreSQL names a victim, whose second attempt succeeds.
    expect(attempts).toBe(subject.engine === 'sqlite' ? 2 : 3);
  });

  test('refuse writes past themselves', async () => {
    const scope = await newScope(subject.store);
    await expect(subject.store.transact(() => subject.store.users.create(user(scope), null))).rejects.toThrow('a transaction is open here');
    await expect(subject.store.transact(() => subject.store.transact(() => Promise.resolve()))).rejects.toThrow('a transaction is open here');
    await expect(subject.store.transact(() => subject.store.audit.append([event(scope.instanceId)]))).rejects.toThrow('a transaction is open here');
    await subject.store.users.create(user(scope), null);
  });

  test('that take too long are rolled back, and what they still try is refused', async () => {
    await using rig = await subject.another();
    // The schema first, with time enough.
    await rig.close(await rig.open());
    const store = await rig.open({}, { transactionMs: 1_000 });
    const scope = await newScope(store);
    let late: Promise<unknown> = Promise.resolve();
    await expect(store.transact(async (tx) => {
      const id = await tx.users.create(user(scope), null);
      late = sleep(1_500).then(() => tx.users.modify(scope.instanceId, id, { comment: 'late' }));
      late.catch(() => undefined);
      await late;
    })).rejects.toMatchObject({ code: 'STORE_BUSY' });
    await expect(late).rejects.toThrow(/already rolled back|is over/);
    expect((await store.users.list(scope.instanceId, {}, { number: 1, size: 1 }, 0)).total).toBe(0);
  });

  test('that fail after making an instance leave no key of it behind', async () => {
    const made = instance();
    const seal = () => subject.store.vault.seal({ instanceId: made.instanceId, table: 't', row: '1', field: 'f' }, Buffer.from('x'));
    await expect(subject.store.transact(async (tx) => {
      await tx.instances.create(made);
      await seal();
      throw new Error('on purpose');
    })).rejects.toThrow('on purpose');
    await expect(seal()).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    await subject.store.transact((tx) => tx.instances.create(made));
    await seal();
  });
});

onBothEngines('audit', (subject) => {
  test('keeps events whole, in a chain per instance', async () => {
    const [a, b] = [await newScope(subject.store), await newScope(subject.store)];
    const sent = [event(a.instanceId), event(b.instanceId), event(a.instanceId, { details: { z: [1, { b: 2, a: null }], a: 'ü', n: 1.5 } })];
    await subject.store.audit.append(sent);
    const rows = await subject.store.audit.walk(a.instanceId, 0, 10);
    expect(rows).toEqual([
      { ...sent[0], sequence: 1, previous: CHAIN_START, hash: rows[0]?.hash },
      { ...sent[2], sequence: 2, previous: rows[0]?.hash, hash: rows[1]?.hash },
    ]);
    expect(rows.map((row) => row.hash)).toEqual(rows.map(auditHash));
    expect(await subject.store.audit.walk(a.instanceId, 1, 10)).toEqual(rows.slice(1));
    expect(await subject.store.audit.walk(b.instanceId, 0, 10)).toMatchObject([{ sequence: 1, previous: CHAIN_START }]);
    await subject.store.audit.append([]);
  });

  test('shows what was changed, dropped or moved', async () => {
    const { instanceId } = await newScope(subject.store);
    await subject.store.audit.append([event(instanceId), event(instanceId), event(instanceId)]);
    const rows = await subject.store.audit.walk(instanceId, 0, 10);
    const start = { sequence: 0, hash: CHAIN_START };
    expect(firstBreak(rows, start)).toBeUndefined();
    expect(firstBreak(rows.map((row, n) => (n === 1 ? { ...row, outcome: 'NO' } : row)), start)).toBe(2);
    expect(firstBreak(rows.map((row, n) => (n === 1 ? { ...row, details: {} } : row)), start)).toBe(2);
    expect(firstBreak(rows.filter((_, n) => n !== 1), start)).toBe(3);
    expect(firstBreak(rows.slice(1), start)).toBe(2);
    expect(firstBreak([...rows].reverse(), start)).toBe(3);
  });

  test('survives what strangers put into names, and hashes what it stores', async () => {
    const { instanceId } = await newScope(subject.store);
    const odd = 'a\0b\ud800c\u{1f600}';
    await subject.store.audit.append([event(instanceId, { actor: { kind: 'anonymous', id: odd, name: odd.repeat(400) }, details: { odd, [odd]: 1, big: 'x'.repeat(20_000) } })]);
    const rows = await subject.store.audit.walk(instanceId, 0, 10);
    expect(rows[0]?.actor.id).toBe('a\ufffdb\ufffdc\u{1f600}');
    expect([...rows[0]?.actor.name ?? '']).toHaveLength(500);
    expect(firstBreak(rows, { sequence: 0, hash: CHAIN_START })).toBeUndefined();
  });

  test('leaves out details that are too long, never the event', async () => {
    const { instanceId } = await newScope(subject.store);
    await subject.store.audit.append([event(instanceId, { details: { big: 'x'.repeat(70_000) } })]);
    expect(await subject.store.audit.walk(instanceId, 0, 10)).toMatchObject([{ details: { leftOut: 'too long', characters: 70_010 } }]);
  });

  test('an event that is no JSON harms nobody else', async () => {
    const { instanceId } = await newScope(subject.store);
    const results = await Promise.allSettled([
      subject.store.audit.append([event(instanceId)]), subject.store.audit.append([event(instanceId, { details: { n: 1n } })]), subject.store.audit.append([event(instanceId)]),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await subject.store.audit.walk(instanceId, 0, 10)).toHaveLength(2);
  });

  test('lists newest first, filtered, with the total of all', async () => {
    const { instanceId } = await newScope(subject.store);
    const actor = (name: string) => ({ kind: 'user' as const, id: '1', name });
    await subject.store.audit.append([
      event(instanceId, { kind: 'k1', requestId: 'r1', at: 10, actor: actor('anna') }), event(instanceId, { kind: 'k2', sessionId: 's1', at: 20 }),
      event(instanceId, { kind: 'k1', requestId: 'r2', at: 30 }),
    ]);
    const list = async (filter: Parameters<typeof subject.store.audit.list>[1], page = { number: 1, size: 20 }) => {
      const found = await subject.store.audit.list(instanceId, filter, page);
      return [found.total, ...found.items.map((row) => row.sequence)];
    };
    expect(await list({})).toEqual([3, 3, 2, 1]);
    expect(await list({}, { number: 2, size: 2 })).toEqual([3, 1]);
    expect(await list({}, { number: 3, size: 2 })).toEqual([3]);
    expect(await list({ kind: 'k1' })).toEqual([2, 3, 1]);
    expect(await list({ requestId: 'r1' })).toEqual([1, 1]);
    expect(await list({ sessionId: 's1' })).toEqual([1, 2]);
    expect(await list({ actorName: 'anna' })).toEqual([1, 1]);
    expect(await list({ since: 20 })).toEqual([2, 3, 2]);
    expect(await list({ until: 20 })).toEqual([1, 1]);
    expect(await list({ kind: 'k1', since: 11, until: 31 })).toEqual([1, 3]);
  });

  test('gathers what comes at once, in the order of arrival', async () => {
    const { instanceId } = await newScope(subject.store);
    await Promise.all(Array.from({ length: 1_200 }, (_, n) => subject.store.audit.append([event(instanceId, { outcome: String(n) })])));
    const rows = await subject.store.audit.walk(instanceId, 0, 2_000);
    expect(rows.map((row) => row.outcome)).toEqual(Array.from({ length: 1_200 }, (_, n) => String(n)));
    expect(firstBreak(rows, { sequence: 0, hash: CHAIN_START })).toBeUndefined();
  });
});

onBothEngines('hints', (subject) => {
  test('reach every listener until he leaves, whatever another listener does', async () => {
    const { instanceId } = await newScope(subject.store);
    const send = (id: string) => subject.store.transact(async (tx) => { tx.hint({ instanceId, kind: 'ticket', id }); await Promise.resolve(); });
    const heard: string[] = [];
    const stops = [
      await subject.store.hints.subscribe(() => { throw new Error('a bad listener'); }),
      await subject.store.hints.subscribe((hints) => heard.push(...hints.map((hint) => `a${hint.id ?? ''}`))),
      await subject.store.hints.subscribe((hints) => heard.push(...hints.map((hint) => `b${hint.id ?? ''}`))),
    ];
    await send('1');
    stops[1]?.();
    await send('2');
    await poll('the hints', 2_000, () => (heard.length >= 3 ? true : undefined));
    expect(heard).toEqual(['a1', 'b1', 'b2']);
    for (const stop of stops) stop();
  });

  test('say that something can be read already', async () => {
    const scope = await newScope(subject.store);
    const id = await subject.store.hosts.create(host(scope));
    const seen = new Promise<boolean>((resolve) => {
      void subject.store.hints.subscribe(() => { void subject.store.hosts.get(scope, id).then((found) => { resolve(found?.comment === 'new'); }); });
    });
    await subject.store.transact(async (tx) => {
      await tx.hosts.modify(scope, id, { comment: 'new' });
      tx.hint({ instanceId: scope.instanceId, kind: 'host', id });
    });
    expect(await seen).toBe(true);
  });
});
