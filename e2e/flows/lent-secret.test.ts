import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '@sallyport/store';
import { mayMakeAccounts, poll, startPostgresCluster, tempDir } from '@sallyport/testkit';
import type { PostgresCluster, TempDir } from '@sallyport/testkit';
import { errorCodeOf } from '../support/service-tickets.ts';
import { setTicketStage } from '../support/ticket-stage.ts';
import type { Requested, TicketStage } from '../support/ticket-stage.ts';

/** Promised: a heap that is looked at a minute later does not hold the secret. */
const HEAP_AFTER_MS = 60_000;
const ERASED_WITHIN_MS = 20_000;

let cluster: PostgresCluster;
beforeAll(async () => { cluster = await startPostgresCluster({ fsync: 'on' }); }, 60_000);
afterAll(async () => { await cluster[Symbol.asyncDispose](); });

/** The thief: what an engine leaves on the disk, and how its wrapped keys are read while it lends. */
interface Disk {
  /** Everything that belongs to the store, its journal included, as it is at this moment. */
  copy(to: string): Promise<void>;
  wrappedKeys(copied: string): Promise<readonly Buffer[]>;
}

type Engine = readonly [name: string, prepare: () => Promise<{ readonly init: readonly string[]; readonly disk: (scene: TicketStage) => Disk }>];

const ENGINES: readonly Engine[] = [
  ['SQLite', async () => ({ init: [], disk: sqliteDisk })],
  ['PostgreSQL', async () => {
    const url = await cluster.createDatabase();
    return { init: ['--database-url', url], disk: (scene) => postgresDisk(scene, url) };
  }],
];

// The customer gives a password away, and only root can make a Unix account that has one.
describe.skipIf(!mayMakeAccounts()).concurrent.each(ENGINES)('a lent secret on %s', (name, prepare) => {
  it('is gone for good once the customer has cancelled: from the disk, from what was copied of it, and from memory', async () => {
    await using dir = await tempDir('thief');
    const { init, disk: diskOf } = await prepare();
    await mkdir(dir.file('heap'));
    await using scene = await setTicketStage({ init, env: { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${dir.file('heap')}` } });
    const disk = diskOf(scene);
    const requested = await lend(scene);

    await disk.copy(dir.file('lent'));
    const keys = await disk.wrappedKeys(dir.file('lent'));
    expect(keys).toHaveLength(1);
    expect(await holds(dir.file('lent'), keys), 'while it is lent its key is on the disk').toBeDefined();
    if (name === 'SQLite') expect(await opened(dir.file('lent'), scene, requested), 'while it is lent the master key opens it').toBe(scene.account.password);

    await cancelAndCut(scene, requested);
    const cancelledAt = Date.now();
    const clean = await poll('no file holds the key any more', ERASED_WITHIN_MS, async () => {
      const to = dir.file(`copy-${Date.now()}`);
      await disk.copy(to);
      return await holds(to, keys) === undefined ? to : undefined;
    });
    expect(await holds(clean, [Buffer.from(scene.account.password)]), 'the password was never on the disk').toBeUndefined();
    if (name === 'SQLite') expect(await opened(clean, scene, requested)).toBeUndefined();

    await sleep(Math.max(0, cancelledAt + HEAP_AFTER_MS - Date.now()));
    const heap = await heapOf(scene, dir);
    expect(heap.includes(scene.stage.initialised.instanceId), 'the snapshot is one of this server').toBe(true);
    expect(heap.includes(scene.account.password)).toBe(false);
  }, 180_000);
});

/** Verified, confirmed, and worked with: the secret has been everywhere where it ever gets. */
async function lend(scene: TicketStage): Promise<Requested> {
  const requested = await scene.request(await scene.openCase(scene.alice));
  const alice = scene.client(scene.alice.key);
  const verified = await alice.call('CheckHosts', { path: { authorization_detail_id: requested.detailId }, body: { account: scene.account.name, password: scene.account.password, port: scene.target.port } });
  expect(errorCodeOf(verified)).toBe('');
  expect(errorCodeOf(await scene.confirm(scene.alice, requested))).toBe('');
  return requested;
}

async function cancelAndCut(scene: TicketStage, requested: Requested): Promise<void> {
  await using client = await scene.logOn();
  client.type('echo "ready $((40+2))"\n');
  await client.waitFor('ready 42');
  const cancelled = await scene.client(scene.alice.key).call('UpdateAuthorizations', { path: { authorization_id: requested.authorizationId }, query: { action_id: 'cancel' } });
  expect(errorCodeOf(cancelled)).toBe('');
  await client.ended();
}

function sqliteDisk(scene: TicketStage): Disk {
  return {
    copy: async (to) => {
      await mkdir(to);
      // The journal after the database: what is checkpointed in between is in both.
      for (const file of ['sallyport.db', 'sallyport.db-wal', 'master.key']) await copyFile(join(scene.stage.dir, file), join(to, file));
    },
    wrappedKeys: async (copied) => {
      const database = new DatabaseSync(join(copied, 'sallyport.db'));
      try {
        return database.prepare('select wrapped_key as key from loan_keys').all().map((row) => Buffer.from(row['key'] as Uint8Array));
      } finally {
        database.close();
      }
    },
  };
}

let copies = 0;

function postgresDisk(scene: TicketStage, url: string): Disk {
  return {
    copy: async (to) => {
      const data = (await cluster.sql(url, 'show data_directory')).trim();
      // Copying a database by its files writes out all pages first, also those of tables that are not journalled; a checkpoint does not.
      await cluster.sql(url, `create database thief_${++copies} strategy file_copy`);
      await copyTree(data, join(to, 'cluster'));
      await copyTree(join(scene.stage.dir, 'loans'), join(to, 'loans'));
      await copyFile(join(scene.stage.dir, 'master.key'), join(to, 'master.key'));
    },
    wrappedKeys: async () => (await cluster.sql(url, `select encode(wrapped_key, 'hex') from loan_keys`)).trim().split('\n').filter((line) => line !== '').map((line) => Buffer.from(line, 'hex')),
  };
}

/** Files come and go under a running server. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(from.length);
    if (entry.isFile()) await mkdir(dirname(join(to, path)), { recursive: true });
    if (entry.isFile()) await copyFile(join(from, path), join(to, path)).catch(unlessGone);
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

/** What the master key opens from a stolen copy. */
async function opened(copied: string, scene: TicketStage, requested: Requested): Promise<string | undefined> {
  const store = await openStore({ engine: 'sqlite', file: join(copied, 'sallyport.db') }, { masterKey: Buffer.from(await readFile(join(copied, 'master.key'), 'latin1'), 'base64') });
  try {
    const name = { instanceId: scene.stage.initialised.instanceId, kind: 'authorization', id: requested.authorizationId } as const;
    const plain = await store.loans.open(name, requested.detailId);
    return plain === undefined ? undefined : Buffer.from(plain).toString('utf8');
  } finally {
    await store.close();
  }
}

/** The first file below `dir` that holds one of `secrets`, raw or in base64; undefined: none does. */
async function holds(dir: string, secrets: readonly Buffer[]): Promise<string | undefined> {
  const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret.toString('base64').replaceAll('=', ''))]);
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (forms.some((form) => bytes.includes(form))) return entry.name;
  }
  return undefined;
}

async function heapOf(scene: TicketStage, dir: TempDir): Promise<Buffer> {
  process.kill(scene.stage.server.pid, 'SIGUSR2');
  return poll('the heap snapshot is written', 30_000, async () => {
    const [file] = (await readdir(dir.file('heap'))).filter((found) => found.endsWith('.heapsnapshot'));
    if (file === undefined) return undefined;
    const bytes = await readFile(join(dir.file('heap'), file));
    // Whole: it is one JSON object.
    return bytes.subarray(-16).toString().trimEnd().endsWith('}') ? bytes : undefined;
  });
}
