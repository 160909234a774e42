import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, rmdir, unlink, utimes, writeFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { StoreDeps } from '@sallyport/store';
import { STORE_ENGINES, sharedPostgres, startPostgresCluster, stopSharedPostgres, storeRig, tempDir } from '@sallyport/testkit';
import { confirm, end, lentSecret, requested } from '../conformance/lending.ts';
import type { Lending } from '../conformance/lending.ts';
import { dataDirectory, killCluster, newPassword, stolen } from './loan-stage.ts';
import { holds } from './thief.ts';

afterAll(stopSharedPostgres);

test.each(STORE_ENGINES)('whoever is killed between the end and its erasure leaves a mark, and the next one finishes on %s', async (engine) => {
  const cluster = engine === 'postgres' ? await sharedPostgres() : undefined;
  await using rig = await storeRig(engine, cluster);
  await using loanDirectory = await tempDir('loans');
  const password = newPassword();
  const child = fork(new URL('hold-loan.ts', import.meta.url), [JSON.stringify(rig.config), Buffer.from(rig.masterKey).toString('hex'), loanDirectory.path, password]);
  const [{ of }] = await once(child, 'message') as [{ of: Lending }];
  child.send('end');
  expect(await once(child, 'message')).toEqual([{ ended: 'canceled' }, undefined]);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  const everything = [await dataDirectory(rig, cluster), loanDirectory.path];
  expect(await stolen(rig, of, password.length, ...everything)).toBe(password);
  const store = await rig.open({ loanDirectory: loanDirectory.path });
  expect(await store.loans.tend()).toBe(true);
  expect(await lentSecret(store, of)).toBeUndefined();
  expect(await stolen(rig, of, password.length, ...everything)).toBeUndefined();
  for (const directory of everything) expect(await holds(directory, Buffer.from(password))).toBe(false);
  expect(await readdir(loanDirectory.path)).toEqual([]);
}, 60_000);

test('a PostgreSQL that is killed loses the keys of loans, and the node that stored them brings them back', async () => {
  await using cluster = await startPostgresCluster({ fsync: 'on' });
  await using rig = await storeRig('postgres', cluster);
  await using loanDirectory = await tempDir('loans');
  const deps = { loanDirectory: loanDirectory.path };
  const store = await rig.open(deps);
  const [lasting, over, meanwhile] = [await requested(store), await requested(store), await requested(store)];
  for (const of of [lasting, over, meanwhile]) await confirm(store, of, 'hunter2');
  await end(store, over, 'cancel');
  expect(await store.loans.tend()).toBe(true);
  await rig.close(store);
  await killCluster(cluster);
  await cluster.restart();
  const again = await rig.open(deps);
  expect(await lentSecret(again, lasting)).toBeUndefined();
  // Ended after the crash, before anybody looked: its key must not come back.
  await end(again, meanwhile, 'recall');
  expect(await again.loans.tend()).toBe(true);
  expect([await lentSecret(again, lasting), await lentSecret(again, over), await lentSecret(again, meanwhile)]).toEqual(['hunter2', undefined, undefined]);
  expect(await cluster.sql(rig.config.engine === 'postgres' ? rig.config.url : '', 'select authorization_id from loan_keys')).toBe(lasting.authorizationId);
  expect(await readdir(loanDirectory.path)).toHaveLength(1);
  await end(again, lasting, 'cancel');
  expect(await again.loans.tend()).toBe(true);
  expect(await readdir(loanDirectory.path)).toEqual([]);
}, 60_000);

test('a node keeps key files only of loans that may still be, and finds them after a restart', async () => {
  const cluster = await sharedPostgres();
  await using rig = await storeRig('postgres', cluster);
  await using loanDirectory = await tempDir('loans');
  const deps = { loanDirectory: loanDirectory.path };
  const store = await rig.open(deps);
  const [decided, asked] = [await requested(store), await requested(store)];
  // Two confirm at once: one key is stored, the other never will be.
  await Promise.all([confirm(store, decided, 'first'), confirm(store, decided, 'second')]);
  await store.loans.seal({ instanceId: asked.scope.instanceId, kind: 'authorization', id: asked.authorizationId }, new Map([[asked.accountId, Buffer.from('x')]]));
  await store.loans.seal({ instanceId: asked.scope.instanceId, kind: 'target-work', id: 'w' }, new Map([['secret', Buffer.from('x')]]));
  expect(await readdir(loanDirectory.path)).toHaveLength(3);
  expect(await store.loans.tend()).toBe(true);
  // The loser's is over; that of the request may be on its way.
  expect(await readdir(loanDirectory.path)).toHaveLength(2);
  await rig.close(store);
  await writeFile(loanDirectory.file(`${'0'.repeat(64)}.loan`), 'torn');
  const old = new Date(Date.now() - 61_000);
  for (const name of await readdir(loanDirectory.path)) await utimes(loanDirectory.file(name), old, old);
  const again = await rig.open(deps);
  expect(await again.loans.tend()).toBe(true);
  expect(await readdir(loanDirectory.path)).toHaveLength(1);
  expect(await lentSecret(again, decided)).toMatch(/^(first|second)$/);
});

test('a key file that is gone, damaged or in the way holds up neither the others nor the erasure, and is reported once', async () => {
  await using cluster = await startPostgresCluster({ fsync: 'on' });
  await using rig = await storeRig('postgres', cluster);
  await using loanDirectory = await tempDir('loans');
  const said: string[] = [];
  const deps: Partial<StoreDeps> = { loanDirectory: loanDirectory.path, report: ({ message }) => { if (message.includes('key file')) said.push(message); } };
  const store = await rig.open(deps);
  const all: { readonly of: Lending; readonly file: string }[] = [];
  const confirmed = async () => {
    const of = await requested(store);
    const before = await readdir(loanDirectory.path);
    await confirm(store, of, 'hunter2');
    all.push({ of, file: loanDirectory.file((await readdir(loanDirectory.path)).find((name) => !before.includes(name)) ?? '') });
  };
  for (let n = 0; n < 5; n += 1) await confirmed();
  const [lost, damaged, inTheWay, over, whole] = all;
  if (lost === undefined || damaged === undefined || inTheWay === undefined || over === undefined || whole === undefined) throw new Error('nothing was lent');
  await rig.close(store);
  await killCluster(cluster);
  await cluster.restart();
  const again = await rig.open(deps);
  await unlink(lost.file);
  await writeFile(damaged.file, 'torn');
  await rm(inTheWay.file);
  await mkdir(inTheWay.file);
  for (const { of } of [inTheWay, over]) await end(again, of, 'cancel');
  const url = rig.config.engine === 'postgres' ? rig.config.url : '';
  expect(await cluster.sql(url, 'select count(*) from loan_erasures')).not.toBe('0');
  expect([await again.loans.tend(), await again.loans.tend()]).toEqual([false, false]);
  expect(await cluster.sql(url, 'select count(*) from loan_erasures')).toBe('0');
  expect(await readdir(loanDirectory.path)).toHaveLength(3);
  expect(await lentSecret(again, whole.of)).toBe('hunter2');
  expect(said).toHaveLength(3);
  expect(new Set(said.map((message) => message.match(/\d+/)?.[0]))).toEqual(new Set([lost, damaged, inTheWay].map(({ of }) => of.authorizationId)));
  await rmdir(inTheWay.file);
  await end(again, damaged.of, 'cancel');
  expect(await again.loans.tend()).toBe(true);
  expect(await readdir(loanDirectory.path)).toHaveLength(1);
}, 60_000);
