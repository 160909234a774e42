import { startPostgresCluster } from '@sallyport/testkit';
import type { PostgresCluster } from '@sallyport/testkit';
import { bastion } from '../support/bastion.ts';
import type { Bastion, Node } from '../support/bastion.ts';
import type { EngineName } from '../support/options.ts';
import { keepCommitTimes, postgresCommits, sqliteCommits } from './commit-moment.ts';
import type { CommitMoment, Watched } from './commit-moment.ts';

/** SQLite: one node. PostgreSQL: calls go to the first node, sessions are on another. */
export interface Setting extends AsyncDisposable {
  readonly first: Bastion;
  readonly holder: Node;
  /** undefined: SQLite. */
  readonly cluster: PostgresCluster | undefined;
  readonly commits: (watched: Watched) => Promise<CommitMoment>;
}

export async function setting(engine: EngineName): Promise<Setting> {
  await using undo = new AsyncDisposableStack();
  const cluster = engine === 'postgres' ? undo.use(await startPostgresCluster({ fsync: 'on' })) : undefined;
  if (cluster !== undefined) await keepCommitTimes(cluster);
  const first = undo.use(await bastion(cluster));
  const holder = cluster === undefined ? first : await first.join();
  const kept = undo.move();
  return {
    first, holder, cluster,
    commits: async (watched) => (cluster !== undefined && first.databaseUrl !== undefined
      ? postgresCommits(cluster, first.databaseUrl, watched) : sqliteCommits(first.dir.file('data/sallyport.db'), watched)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
