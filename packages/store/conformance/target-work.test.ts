import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ChangeHint, SealedLoan } from '@sallyport/core';
import { poll, sharedPostgres, storeRig } from '@sallyport/testkit';
import type { StoreRig } from '@sallyport/testkit';
import { work } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { NOW, newScope } from './samples.ts';

function loan(): SealedLoan {
  return { wrappedKey: randomBytes(61), sealed: new Map([['secret', randomBytes(40)]]) };
}

/** Counts of one row as text, past the repositories. */
async function peek(rig: StoreRig, query: string): Promise<string> {
  if (rig.config.engine === 'postgres') return (await sharedPostgres()).sql(rig.config.url, query);
  const database = new Database(rig.config.file, { readonly: true });
  try {
    return database.prepare<[], Record<string, number>>(query).all().map((row) => Object.values(row).join('|')).join('\n');
  } finally {
    database.close();
  }
}

/** Those of the texts that some file in the directories holds. */
async function heldIn(directories: readonly string[], texts: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  const held = new Set<Uint8Array>();
  const entries = (await Promise.all(directories.map((directory) => readdir(directory, { withFileTypes: true })))).flat();
  for (const entry of entries.filter((each) => each.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name));
    for (const text of texts) if (content.includes(text)) held.add(text);
  }
  return texts.filter((text) => held.has(text));
}

/** Where the files and the journal of the database are, with what PostgreSQL held in memory alone written out. */
async function filesOf(rig: StoreRig): Promise<readonly string[]> {
  if (rig.config.engine === 'sqlite') return [dirname(rig.config.file)];
  const cluster = await sharedPostgres();
  // Before it copies files it writes out everybody's pages; a plain checkpoint leaves those of unlogged tables.
  await cluster.sql(rig.config.url, 'create database written_out strategy file_copy');
  await cluster.sql(rig.config.url, 'drop database written_out');
  const data = await cluster.sql(rig.config.url, 'show data_directory');
  return [join(data, dirname(await cluster.sql(rig.config.url, `select pg_relation_filepath('target_work')`))), join(data, 'pg_wal')];
}

onBothEngines('target work', (subject) => {
  const instance = async (): Promise<string> => (await newScope(subject.store)).instanceId;

  test('is leased oldest first, finished by who has it, and collected once', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const [second, first] = [work('i', { createdAt: NOW + 1 }), work('i', { order: { kind: 'verify-host', projectId: 'default', hostId: '9', account: 'wörk', port: 2222 } })];
    await targetWork.enqueue(second, null, 9);
    await targetWork.enqueue(first, null, 9);
    expect(await targetWork.lease('node-a', NOW + 2, 100)).toEqual(first);
    expect(await targetWork.lease('node-b', NOW + 2, 100)).toEqual(second);
    expect(await targetWork.lease('node-b', NOW + 2, 100)).toBeUndefined();
    expect(await targetWork.collect(first.id)).toBeUndefined();
    expect(await targetWork.finish(first.id, 'node-b', 'OK')).toBe(false);
    expect(await targetWork.finish(first.id, 'node-a', 'TARGET_LOGIN_FAILED')).toBe(true);
    expect(await targetWork.finish(first.id, 'node-a', 'OK')).toBe(false);
    expect(await targetWork.lease('node-a', NOW + 1_000, 100)).toEqual(second);
    expect([await targetWork.collect(first.id), await targetWork.collect(first.id)]).toEqual(['TARGET_LOGIN_FAILED', undefined]);
    expect([await targetWork.finish('nothing', 'node-a', 'OK'), await targetWork.collect('nothing')]).toEqual([false, undefined]);
  });

  test('is taken over when its lease has lapsed: who had it cannot finish it any more', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const wanted = work('i');
    await targetWork.enqueue(wanted, null, 9);
    await targetWork.lease('node-a', NOW, 100);
    expect(await targetWork.lease('node-b', NOW + 99, 100)).toBeUndefined();
    expect(await targetWork.lease('node-b', NOW + 100, 100)).toEqual(wanted);
    expect(await targetWork.finish(wanted.id, 'node-a', 'OK')).toBe(false);
    expect(await targetWork.finish(wanted.id, 'node-b', 'TARGET_UNREACHABLE')).toBe(true);
    expect(await targetWork.collect(wanted.id)).toBe('TARGET_UNREACHABLE');
  });

  test('can be finished late by a node whose lease nobody took over', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const wanted = work('i');
    await targetWork.enqueue(wanted, null, 9);
    await targetWork.lease('node-a', NOW, 1);
    expect(await targetWork.finish(wanted.id, 'node-a', 'OK')).toBe(true);
    expect(await targetWork.lease('node-b', NOW + 50, 100)).toBeUndefined();
  });

  test('goes to one of many that ask at once', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    // SQLite has one process.
    const beside = subject.engine === 'postgres' ? await rig.open() : store;
    const all = [work('i'), work('i'), work('i')];
    for (const each of all) await store.targetWork.enqueue(each, null, 9);
    const got = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? store : beside).targetWork.lease(`node-${n}`, NOW, 1_000)));
    expect(got.flatMap((each) => (each === undefined ? [] : [each.id])).sort()).toEqual(all.map((each) => each.id).sort());
  });

  test('that another node is just taking is not taken twice: the next free one is', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    const [first, second] = [work('i'), work('i', { createdAt: NOW + 1 })];
    for (const each of [first, second]) await store.targetWork.enqueue(each, null, 9);
    const taken = Promise.withResolvers<undefined>();
    const taking = store.transact(async (tx) => {
      expect(await tx.targetWork.lease('node-a', NOW, 1_000)).toEqual(first);
      taken.resolve(undefined);
      await sleep(200);
    });
    await taken.promise;
    const others = [store.targetWork.lease('node-b', NOW, 1_000), store.targetWork.lease('node-c', NOW, 1_000)];
    expect((await Promise.all(others)).filter((each) => each !== undefined)).toEqual([second]);
    await taking;
  });

  test('that lapsed goes to one of many that take it over at once', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    // SQLite has one process.
    const beside = subject.engine === 'postgres' ? await rig.open() : store;
    const wanted = work('i');
    await store.targetWork.enqueue(wanted, null, 9);
    await store.targetWork.lease('dead', NOW, 10);
    const got = await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? store : beside).targetWork.lease(`node-${n}`, NOW + 10, 1_000)));
    expect(got.filter((each) => each !== undefined)).toEqual([wanted]);
  });

  test('is refused beyond so many that wait in its instance, also when they come at once', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const results = await Promise.allSettled(Array.from({ length: 7 }, () => targetWork.enqueue(work('a'), null, 4)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'STORE_BUSY' });
    await targetWork.enqueue(work('b', { createdAt: NOW + 1 }), null, 1);
    const leased = await targetWork.lease('node', NOW, 1_000);
    await expect(targetWork.enqueue(work('a'), null, 4)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    await targetWork.finish(leased?.id ?? '', 'node', 'OK');
    await targetWork.enqueue(work('a'), null, 4);
  });

  test('that nobody waits for any more is not begun, cannot be finished after the sweep and makes room', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const [late, done, lives] = [work('i', { giveUpAt: NOW + 10 }), work('i', { giveUpAt: NOW + 10 }), work('i', { giveUpAt: NOW + 11 })];
    for (const each of [late, done, lives]) await targetWork.enqueue(each, null, 3);
    const taken = [await targetWork.lease('node-a', NOW, 1), await targetWork.lease('node-a', NOW, 1), await targetWork.lease('node-a', NOW, 1)];
    expect(taken).toHaveLength(3);
    await targetWork.finish(done.id, 'node-a', 'OK');
    expect(await targetWork.lease('node-b', NOW + 10, 1)).toEqual(lives);
    expect(await targetWork.lease('node-b', NOW + 10, 1)).toBeUndefined();
    expect([await targetWork.sweep(NOW + 9), await targetWork.sweep(NOW + 10), await targetWork.sweep(NOW + 10)]).toEqual([0, 2, 0]);
    expect(await targetWork.finish(late.id, 'node-a', 'OK')).toBe(false);
    expect(await targetWork.collect(done.id)).toBeUndefined();
    expect(await targetWork.finish(lives.id, 'node-b', 'OK')).toBe(true);
  });

  test('keeps its secret until it is finished or given up, and leaves a mark for the eraser then', async () => {
    await using rig = await subject.another();
    const { targetWork } = await rig.open();
    const secrets = () => peek(rig, 'select count(wrapped_key) as keys, count(sealed_secret) as secrets from target_work');
    const marks = () => peek(rig, 'select count(*) as marks from loan_erasures');
    const [first, given, plain] = [work('i'), work('i', { createdAt: NOW + 1, giveUpAt: NOW + 50 }), work('i', { createdAt: NOW + 2, giveUpAt: NOW + 50 })];
    await targetWork.enqueue(first, loan(), 9);
    await targetWork.enqueue(given, loan(), 9);
    await targetWork.enqueue(plain, null, 9);
    expect([await secrets(), await marks()]).toEqual(['2|2', '0']);
    await targetWork.lease('node-a', NOW + 2, 100);
    expect(await secrets()).toBe('2|2');
    await targetWork.finish(first.id, 'node-b', 'OK');
    expect([await secrets(), await marks()]).toEqual(['2|2', '0']);
    await targetWork.finish(first.id, 'node-a', 'OK');
    expect([await secrets(), await marks()]).toEqual(['1|1', '1']);
    await targetWork.collect(first.id);
    expect(await marks()).toBe('1');
    await targetWork.sweep(NOW + 50);
    expect([await secrets(), await marks()]).toEqual(['0|0', '2']);
    const bare = work('i');
    await targetWork.enqueue(bare, null, 9);
    await targetWork.lease('node-a', NOW, 100);
    await targetWork.finish(bare.id, 'node-a', 'OK');
    expect(await marks()).toBe('2');
  });

  test('takes one secret under its name and nothing else', async () => {
    const { targetWork } = subject.store;
    for (const sealed of [new Map(), new Map([['7', randomBytes(4)]]), new Map([['secret', randomBytes(4)], ['7', randomBytes(4)]])]) {
      await expect(targetWork.enqueue(work('i'), { wrappedKey: randomBytes(61), sealed }, 9)).rejects.toThrow('target work has one secret');
    }
  });

  test('is told of by hints that raise no counter, beside those that do', async () => {
    const instanceId = await instance();
    const heard: ChangeHint[] = [];
    const stop = await subject.store.hints.subscribe((hints) => heard.push(...hints.filter((hint) => hint.instanceId === instanceId)));
    const send = (hints: readonly ChangeHint[]) => subject.store.transact(async (tx) => {
      for (const hint of hints) tx.hint(hint);
      await Promise.resolve();
    });
    const hint = { instanceId, kind: 'work' as const, id: 'd7b3c8f0-0000-4000-8000-000000000000' };
    await send([hint]);
    await poll('the hint', 2_000, () => (heard.length > 0 ? true : undefined));
    expect(heard).toEqual([hint]);
    expect(await subject.store.access.changeCounter(instanceId)).toBe(0);
    await send([hint, { instanceId, kind: 'user', id: '1' }]);
    expect(await subject.store.access.changeCounter(instanceId)).toBe(1);
    stop();
  });
});

onBothEngines('secrets of target work', (subject) => {
  test('open while it waits, and are in no file any more when the loans were tended after its end', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    const all = Array.from({ length: 30 }, (_, n) => work('i', { createdAt: NOW + n, giveUpAt: NOW + (n % 3 === 1 ? 1_000 : 60_000) }));
    const open = async (id: string) => {
      const opened = await store.loans.open({ instanceId: 'i', kind: 'target-work', id }, 'secret');
      return opened && Buffer.from(opened).toString();
    };
    const keys: Uint8Array[] = [];
    for (const each of all) {
      const sealed = await store.loans.seal({ instanceId: 'i', kind: 'target-work', id: each.id }, new Map([['secret', Buffer.from(`of ${each.id}`)]]));
      keys.push(sealed.wrappedKey);
      await store.targetWork.enqueue(each, sealed, 99);
    }
    expect(await heldIn(await filesOf(rig), keys)).toHaveLength(30);
    for (const [n, each] of all.entries()) {
      await store.targetWork.lease('node', NOW + 100, 30_000);
      if (n % 3 === 0) await store.targetWork.finish(each.id, 'node', 'OK');
    }
    await store.targetWork.sweep(NOW + 1_000);
    await poll('the loans are tended', 10_000, async () => (await store.loans.tend() ? true : undefined));
    const lives = all.map((_, n) => n % 3 === 2);
    expect(await heldIn(await filesOf(rig), keys)).toEqual(keys.filter((_, n) => lives[n]));
    for (const [n, each] of all.entries()) expect(await open(each.id)).toBe(lives[n] === true ? `of ${each.id}` : undefined);
  }, 60_000);
});

test('the secret of target work is never written into what PostgreSQL journals', async () => {
  const cluster = await sharedPostgres();
  await using rig = await storeRig('postgres', cluster);
  if (rig.config.engine !== 'postgres') throw new Error('not a rig on PostgreSQL');
  const store = await rig.open();
  const [wrappedKey, secret, control] = [randomBytes(61), randomBytes(40), randomBytes(40)];
  await store.targetWork.enqueue(work('i'), { wrappedKey, sealed: new Map([['secret', secret]]) }, 9);
  await cluster.sql(rig.config.url, `create table journalled (x bytea); insert into journalled values ('\\x${control.toString('hex')}')`);
  const journal = join(await cluster.sql(rig.config.url, 'show data_directory'), 'pg_wal');
  expect(await heldIn([journal], [wrappedKey, secret, control])).toEqual([control]);
});

test('another node hears of target work', async () => {
  await using rig = await storeRig('postgres', await sharedPostgres());
  const [a, b] = [await rig.open(), await rig.open()];
  const heard: ChangeHint[] = [];
  await b.hints.subscribe((hints) => heard.push(...hints));
  const hint = { instanceId: 'i', kind: 'work' as const, id: 'd7b3c8f0-0000-4000-8000-000000000000' };
  await a.transact(async (tx) => {
    tx.hint(hint);
    await Promise.resolve();
  });
  await poll('the hint', 3_000, () => (heard.length > 0 ? true : undefined));
  expect(heard).toEqual([hint]);
});
