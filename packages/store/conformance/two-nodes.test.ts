import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DomainError } from '@sallyport/core';
import type { ChangeHint, Scope, Store } from '@sallyport/core';
import { poll, sharedPostgres, stopSharedPostgres, storeRig } from '@sallyport/testkit';
import type { PostgresCluster, StoreRig } from '@sallyport/testkit';
import { newScope } from './samples.ts';

let cluster: PostgresCluster;
let rig: StoreRig;
beforeAll(async () => {
  cluster = await sharedPostgres();
  rig = await storeRig('postgres', cluster);
}, 60_000);
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await stopSharedPostgres();
});

async function listen(store: Store): Promise<{ heard: ChangeHint[]; stop: () => void }> {
  const heard: ChangeHint[] = [];
  return { heard, stop: await store.hints.subscribe((hints) => heard.push(...hints)) };
}

function send(store: Store, hints: readonly ChangeHint[]): Promise<void> {
  return store.transact(async (tx) => {
    for (const hint of hints) tx.hint(hint);
    await Promise.resolve();
  });
}

function users(scope: Scope, count: number): ChangeHint[] {
  return Array.from({ length: count }, (_, n) => ({ instanceId: scope.instanceId, kind: 'user' as const, id: String(n + 1) }));
}

test('a node hears the others once and itself once', async () => {
  const [a, b] = [await rig.open(), await rig.open()];
  const scope = await newScope(a);
  const [at, bt] = [await listen(a), await listen(b)];
  await send(a, users(scope, 1));
  await send(b, [{ instanceId: scope.instanceId, kind: 'instance' }]);
  await poll('the hints', 3_000, () => (at.heard.length >= 2 && bt.heard.length >= 2 ? true : undefined));
  // Its own a node hears at once, the other's after a moment: each once, in whatever order.
  for (const { heard } of [at, bt]) expect(heard.map((hint) => hint.kind).sort()).toEqual(['instance', 'user']);
  await rig.close(a);
  await rig.close(b);
});

test('many hints travel in pieces, very many as one for everybody', async () => {
  const [a, b] = [await rig.open(), await rig.open()];
  const scope = await newScope(a);
  const { heard } = await listen(b);
  await send(a, users(scope, 400));
  await poll('the pieces', 3_000, () => (heard.length >= 400 ? true : undefined));
  expect(heard).toEqual(users(scope, 400));
  await send(a, users(scope, 501));
  await poll('the summary', 3_000, () => (heard.length > 400 ? true : undefined));
  expect(heard.slice(400)).toEqual([{ instanceId: scope.instanceId, kind: 'instance' }]);
  await rig.close(a);
  await rig.close(b);
});

test('a node whose hints are dropped hears nothing, and still sees the counter', async () => {
  const [a, deaf] = [await rig.open(), await rig.open({ hints: 'off' })];
  const scope = await newScope(a);
  const { heard } = await listen(deaf);
  const { heard: control } = await listen(a);
  await send(deaf, users(scope, 1));
  await send(a, users(scope, 1));
  await poll('the hints at the other node', 3_000, () => (control.length >= 2 ? true : undefined));
  expect(heard).toEqual([]);
  expect(await deaf.access.changeCounter(scope.instanceId)).toBe(2);
  await rig.close(a);
  await rig.close(deaf);
});

test('calls through two nodes are counted together', async () => {
  const [a, b] = [await rig.open(), await rig.open()];
  const take = (node: Store, window: number) => node.rates.take('the-account', window, 10);
  expect((await Promise.all(Array.from({ length: 24 }, (_, n) => take(n % 2 === 0 ? a : b, 1)))).filter(Boolean)).toHaveLength(10);
  for (let n = 0; n < 10; n += 1) expect(await take(a, 2)).toBe(true);
  expect(await take(b, 2)).toBe(false);
  await rig.close(a);
  await rig.close(b);
});

test('a node whose listening connection was lost tells everybody to look again', async () => {
  const [a, b] = [await rig.open(), await rig.open()];
  const scope = await newScope(a);
  const { heard } = await listen(b);
  if (rig.config.engine !== 'postgres') throw new Error('not a rig on PostgreSQL');
  await cluster.sql(rig.config.url, `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and pid <> pg_backend_pid()`);
  await poll('the hint for everybody', 5_000, () => (heard.some((hint) => hint.instanceId === scope.instanceId && hint.kind === 'instance') ? true : undefined));
  heard.length = 0;
  await send(a, users(scope, 1));
  await poll('a hint over the new connection', 3_000, () => (heard.length > 0 ? true : undefined));
  expect(heard).toEqual(users(scope, 1));
  await rig.close(a);
  await rig.close(b);
});

test('a connection that dies in the hands of a transaction costs that transaction, and nothing else', async () => {
  const store = await rig.open();
  const { config } = rig;
  if (config.engine !== 'postgres') throw new Error('not a rig on PostgreSQL');
  const scope = await newScope(store);
  await expect(store.transact(async (tx) => {
    await tx.users.get(scope.instanceId, '1');
    // Nobody waits for an answer on it at this moment: the driver has only the process to tell.
    await cluster.sql(config.url, `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`);
    await sleep(200);
    await tx.users.get(scope.instanceId, '1');
  })).rejects.toMatchObject({ code: 'STORE_LOST' });
  expect(await store.users.get(scope.instanceId, '1')).toBeUndefined();
  await rig.close(store);
});

test('a subscriber of a store that cannot listen is told so', async () => {
  const own = await storeRig('postgres', cluster);
  const store = await own.open({}, { waitMs: 300 });
  if (own.config.engine !== 'postgres') throw new Error('not a rig on PostgreSQL');
  const name = new URL(own.config.url).pathname.slice(1);
  const admin = own.config.url.replace(/\/[^/]*$/, '/postgres');
  await cluster.sql(admin, `alter database ${name} with allow_connections false; select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  await poll('refused subscription', 5_000, async () => {
    const outcome = await store.hints.subscribe(() => {}).then((stop) => { stop(); return undefined; }, (error: unknown) => (error instanceof DomainError ? error.code : 'other'));
    return outcome === 'STORE_LOST' ? true : undefined;
  });
  await expect(store.users.get('i', '1')).rejects.toMatchObject({ code: 'STORE_LOST' });
  await cluster.sql(admin, `alter database ${name} with allow_connections true`);
  await poll('back again', 8_000, async () => (await store.hints.subscribe(() => {}).then((stop) => { stop(); return true; }, () => undefined)));
  await own[Symbol.asyncDispose]();
});
