import { readdir } from 'node:fs/promises';
import Database from 'better-sqlite3';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { Loans } from '@sallyport/core';
import type { OpenedStore, StoreConfig } from '@sallyport/store';
import { poll, startPostgresCluster, storeRig, tempDir } from '@sallyport/testkit';
import { work } from '../conformance/callers.ts';
import { confirm, end, lentSecret, requested } from '../conformance/lending.ts';
import type { Lending } from '../conformance/lending.ts';
import { newScope } from '../conformance/samples.ts';
import { dataDirectory, newPassword, stolen, stopCleanly } from './loan-stage.ts';
import { holds } from './thief.ts';

function fileOf(config: StoreConfig): string {
  if (config.engine !== 'sqlite') throw new Error('not a rig on SQLite');
  return config.file;
}

async function lend(store: OpenedStore, password: string): Promise<Lending> {
  const of = await requested(store);
  expect((await confirm(store, of, password))?.status).toBe('authorized');
  return of;
}

test('SQLite: database, journal and master key open what is lent until its end, and nothing after it', async () => {
  await using rig = await storeRig('sqlite');
  const store = await rig.open();
  const password = newPassword();
  const of = await lend(store, password);
  const directory = await dataDirectory(rig);
  expect(await stolen(rig, of, password.length, directory)).toBe(password);
  await end(store, of, 'cancel');
  // The journal still holds the pages as they were: without the next step the thief wins.
  expect(await stolen(rig, of, password.length, directory)).toBe(password);
  expect(await store.loans.tend()).toBe(true);
  expect(await stolen(rig, of, password.length, directory)).toBeUndefined();
  expect(await holds(directory, Buffer.from(password))).toBe(false);
});

test('SQLite: of many loans that moved between pages only those that last can be opened', async () => {
  await using rig = await storeRig('sqlite');
  const store = await rig.open();
  const scope = await newScope(store);
  const directory = await dataDirectory(rig);
  const keys = new Map<string, Uint8Array>();
  const seal: Loans['seal'] = async (name, secrets) => {
    const loan = await store.loans.seal(name, secrets);
    keys.set(name.id, loan.wrappedKey);
    return loan;
  };
  const watched: OpenedStore = { ...store, loans: { seal, open: (name, item) => store.loans.open(name, item), tend: () => store.loans.tend() } };
  const lent: Lending[] = [];
  for (let n = 0; n < 160; n += 1) {
    const of = await requested(store, {}, scope);
    await confirm(watched, of, 'x');
    lent.push(of);
  }
  const shuffled = lent.map((of, n) => ({ of, n, place: (n * 7) % lent.length })).sort((a, b) => a.place - b.place);
  for (const { of, n } of shuffled) if (n % 3 !== 0) await end(store, of, 'cancel');
  expect(await store.loans.tend()).toBe(true);
  for (const of of lent) {
    const lasts = await lentSecret(store, of) === 'x';
    expect([of.authorizationId, await holds(directory, keys.get(of.authorizationId) ?? Buffer.alloc(1))]).toEqual([of.authorizationId, lasts]);
  }
}, 60_000);

test('SQLite: a reader of an older state holds the erasure up, and nobody waits for him', async () => {
  await using rig = await storeRig('sqlite');
  const said: string[] = [];
  const store = await rig.open({ report: ({ message }) => said.push(message) });
  const password = newPassword();
  const of = await lend(store, password);
  const directory = await dataDirectory(rig);
  const reader = new Database(fileOf(rig.config), { readonly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from loan_keys').get();
  await end(store, of, 'cancel');
  const start = performance.now();
  expect([await store.loans.tend(), await store.loans.tend()]).toEqual([false, false]);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(said).toEqual([expect.stringContaining('cannot be overwritten yet')]);
  expect(await stolen(rig, of, password.length, directory)).toBe(password);
  reader.exec('commit');
  expect(await store.loans.tend()).toBe(true);
  expect(await stolen(rig, of, password.length, directory)).toBeUndefined();
  reader.close();
});

test('SQLite: finished target work leaves no key behind either', async () => {
  await using rig = await storeRig('sqlite');
  const store = await rig.open();
  const { instanceId } = await newScope(store);
  const wanted = work(instanceId, { giveUpAt: Number.MAX_SAFE_INTEGER });
  const loan = await store.loans.seal({ instanceId, kind: 'target-work', id: wanted.id }, new Map([['secret', Buffer.from('hunter2')]]));
  await store.targetWork.enqueue(wanted, loan, 9);
  const directory = await dataDirectory(rig);
  expect(await holds(directory, loan.wrappedKey)).toBe(true);
  await store.targetWork.lease('node', 1, 1_000);
  await store.targetWork.finish(wanted.id, 'node', 'OK');
  expect(await store.loans.tend()).toBe(true);
  expect(await holds(directory, loan.wrappedKey)).toBe(false);
});

test('PostgreSQL: all its files, its journal and the master key open what is lent until its end, and nothing after it', async () => {
  await using cluster = await startPostgresCluster({ fsync: 'on' });
  await using rig = await storeRig('postgres', cluster);
  await using loanDirectory = await tempDir('loans');
  const deps = { loanDirectory: loanDirectory.path };
  const first = await rig.open(deps);
  const [password, chore] = [newPassword(), work((await newScope(first)).instanceId, { giveUpAt: Number.MAX_SAFE_INTEGER })];
  const of = await lend(first, password);
  const workLoan = await first.loans.seal({ instanceId: chore.instanceId, kind: 'target-work', id: chore.id }, new Map([['secret', Buffer.from(password)]]));
  await first.targetWork.enqueue(chore, workLoan, 9);
  const directory = await dataDirectory(rig, cluster);
  const everything = [directory, loanDirectory.path];
  expect(await stolen(rig, of, password.length, ...everything)).toBe(password);
  await rig.close(first);
  await stopCleanly(cluster);
  // The heap has it now, without the node's own file.
  expect(await stolen(rig, of, password.length, directory)).toBe(password);
  expect(await holds(directory, workLoan.wrappedKey)).toBe(true);
  await cluster.restart();

  const store = await rig.open(deps);
  expect(await lentSecret(store, of)).toBe(password);
  const reporter = await snapshotFrom(rig.config);
  await end(store, of, 'cancel');
  await store.targetWork.lease('node', 1, 1_000);
  await store.targetWork.finish(chore.id, 'node', 'OK');
  await cluster.sql(rig.config.engine === 'postgres' ? rig.config.url : '', 'checkpoint');
  // Deleted rows stay in their file: without the next step the thief wins.
  expect(await stolen(rig, of, password.length, directory)).toBe(password);
  expect(await store.loans.tend()).toBe(true);
  expect(await readdir(loanDirectory.path)).toEqual([]);
  expect(await stolen(rig, of, password.length, ...everything)).toBeUndefined();
  expect(await holds(directory, workLoan.wrappedKey)).toBe(false);
  await reporter.end();
  await rig.close(store);
  await stopCleanly(cluster);
  expect(await stolen(rig, of, password.length, ...everything)).toBeUndefined();
  expect(await holds(directory, workLoan.wrappedKey)).toBe(false);
  expect(await holds(directory, Buffer.from(password))).toBe(false);
}, 90_000);

/** Somebody who looks at the database as it was when he came: a report, a backup. */
async function snapshotFrom(config: StoreConfig): Promise<pg.Client> {
  if (config.engine !== 'postgres') throw new Error('not a rig on PostgreSQL');
  const client = new pg.Client(config.url);
  await client.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select count(*) from users');
  return client;
}

test('PostgreSQL: somebody who uses the keys’ table holds the erasure up for a moment only', async () => {
  await using cluster = await startPostgresCluster();
  await using rig = await storeRig('postgres', cluster);
  const store = await rig.open();
  const of = await lend(store, 'x');
  const client = await snapshotFrom(rig.config);
  await client.query('select count(*) from loan_keys');
  await end(store, of, 'cancel');
  const start = performance.now();
  expect(await store.loans.tend()).toBe(false);
  expect(performance.now() - start).toBeLessThan(3_000);
  const other = await lend(store, 'y');
  await client.end();
  await poll('the erasure', 5_000, async () => (await store.loans.tend() ? true : undefined));
  expect(await lentSecret(store, other)).toBe('y');
});
