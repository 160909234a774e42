import { randomBytes } from 'node:crypto';
import { openStore } from '@sallyport/store';
import type { OpenedStore, StoreConfig, StoreDeps } from '@sallyport/store';
import { startPostgresCluster } from './postgres.ts';
import type { PostgresCluster } from './postgres.ts';
import { tempDir } from './temp-dir.ts';

export type StoreEngine = 'sqlite' | 'postgres';

export const STORE_ENGINES: readonly StoreEngine[] = ['sqlite', 'postgres'];

/** Argon2id at a cost that tests can pay often; never for anything else. */
const QUICK_PASSWORDS: StoreDeps['passwords'] = { cost: { memory: 64, passes: 1, parallelism: 1 }, concurrency: 2, queue: 64 };

/** An empty database of one engine, and the stores that a test opens on it. */
export interface StoreRig extends AsyncDisposable {
  readonly engine: StoreEngine;
  readonly config: StoreConfig;
  readonly masterKey: Uint8Array;
  /** Opens the database (again); closed at the latest with the rig. On PostgreSQL several may be open: nodes. */
  open(deps?: Partial<StoreDeps>, config?: Partial<Pick<StoreConfig, 'waitMs' | 'transactionMs'>>): Promise<OpenedStore>;
  close(store: OpenedStore): Promise<void>;
}

/** A rig on a file of its own, or in a database of its own in `cluster`. */
export async function storeRig(engine: StoreEngine, cluster?: PostgresCluster): Promise<StoreRig> {
  const dir = await tempDir('store');
  const config: StoreConfig = engine === 'sqlite'
    ? { engine, file: dir.file('store.db') }
    : { engine, url: await needed(cluster).createDatabase(), connections: 6 };
  const masterKey = randomBytes(32);
  const opened = new Set<OpenedStore>();
  const close = async (store: OpenedStore): Promise<void> => {
    if (opened.delete(store)) await store.close();
  };
  return {
    engine,
    config,
    masterKey,
    open: async (deps = {}, changes = {}) => {
      const store = await openStore({ ...config, ...changes }, { masterKey, passwords: QUICK_PASSWORDS, ...deps });
      opened.add(store);
      return store;
    },
    close,
    [Symbol.asyncDispose]: async () => {
      for (const store of opened) await close(store);
      await dir[Symbol.asyncDispose]();
    },
  };
}

function needed(cluster: PostgresCluster | undefined): PostgresCluster {
  if (cluster === undefined) throw new Error('a rig on PostgreSQL needs a cluster');
  return cluster;
}

let shared: Promise<PostgresCluster> | null = null;

/** One cluster for all that this process tests, started when first asked for. */
export function sharedPostgres(): Promise<PostgresCluster> {
  shared ??= startPostgresCluster();
  return shared;
}

export async function stopSharedPostgres(): Promise<void> {
  const stopping = shared;
  shared = null;
  if (stopping !== null) await (await stopping).stop();
}
