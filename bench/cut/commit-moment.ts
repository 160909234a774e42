import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PostgresCluster } from '@sallyport/testkit';
import { monotonicOf } from './monotonic.ts';

/** When a row came to say that a permission is over, told by the database and not by the program that is measured. */
export interface CommitMoment extends AsyncDisposable {
  /** Before the call is sent. */
  watch(id: string): void;
  /** CLOCK_MONOTONIC in ms. */
  committedAt(id: string): Promise<number>;
}

/** Which rows say so, and how. */
export interface Watched {
  readonly table: 'users' | 'authorizations';
  /** Of a row that says that the permission is over. */
  readonly where: string;
}

/** A reader of the same file that looks five times a millisecond: the moment at which the commit, already synced, can be seen; late by 0.2 ms at most. */
export async function sqliteCommits(file: string, watched: Watched): Promise<CommitMoment> {
  const worker = new Worker(new URL('./commit-watcher.ts', import.meta.url), { workerData: { file, ...watched } });
  await once(worker, 'online');
  let seen: Promise<number> | undefined;
  return {
    watch: (id) => {
      seen = once(worker, 'message').then(([at]) => Number(at));
      worker.postMessage(id);
    },
    committedAt: async () => {
      if (seen === undefined) throw new Error('nothing is watched');
      return seen;
    },
    [Symbol.asyncDispose]: async () => { await worker.terminate(); },
  };
}

/** The server's own commit time stamp. It is taken before the commit is synced to disk, so what is measured from it holds that sync too. */
export function postgresCommits(cluster: PostgresCluster, url: string, { table, where }: Watched): CommitMoment {
  return {
    watch: () => undefined,
    committedAt: async (id) => {
      const text = await cluster.sql(url, `select extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 from ${table} where id = ${Number(id)} and ${where}`);
      if (text === '') throw new Error(`${table} ${id} does not say that anything is over`);
      return monotonicOf(Number(text));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A cluster that keeps commit time stamps: the setting needs a restart. */
export async function keepCommitTimes(cluster: PostgresCluster): Promise<void> {
  const url = await cluster.createDatabase();
  await cluster.sql(url, 'alter system set track_commit_timestamp = on');
  await cluster.crash();
  await cluster.restart();
}
