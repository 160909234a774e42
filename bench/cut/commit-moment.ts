import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PostgresCluster } from '@sallyport/testkit';
import { monotonicOf } from './monotonic.ts';

/** When the lock of a user was committed, told by the database and not by the program that is measured. */
export interface CommitMoment extends AsyncDisposable {
  /** Before the call is sent. */
  watch(userId: string): void;
  /** CLOCK_MONOTONIC in ms. */
  committedAt(userId: string): Promise<number>;
}

/** A reader of the same file that looks five times a millisecond: the moment at which the commit, already synced, can be seen; late by 0.2 ms at most. */
export async function sqliteCommits(file: string): Promise<CommitMoment> {
  const worker = new Worker(new URL('./commit-watcher.ts', import.meta.url), { workerData: { file } });
  await once(worker, 'online');
  let seen: Promise<number> | undefined;
  return {
    watch: (userId) => {
      seen = once(worker, 'message').then(([at]) => Number(at));
      worker.postMessage(userId);
    },
    committedAt: async () => {
      if (seen === undefined) throw new Error('nothing is watched');
      return seen;
    },
    [Symbol.asyncDispose]: async () => { await worker.terminate(); },
  };
}

/** The server's own commit time stamp. It is taken before the commit is synced to disk, so what is measured from it holds that sync too. */
export function postgresCommits(cluster: PostgresCluster, url: string): CommitMoment {
  return {
    watch: () => undefined,
    committedAt: async (userId) => {
      const text = await cluster.sql(url, `select extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 from users where id = ${Number(userId)}`);
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
