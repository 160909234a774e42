/**
 * How long a session outlives its permission: from the commit of LockUsers to the last byte that reaches the target, and to both legs closed.
 *   node bench/cut.ts [--engine sqlite|postgres|both] [--size full|small] [--cuts N] [--changes N]
 * SQLite: one node. PostgreSQL: the lock through node A, the session on node B. Budget: 50 ms p99 on one node, 100 ms across nodes.
 * Real clients type a byte every millisecond into a program on a real target that stamps each arrival.
 * False cuts: sessions that end while 10,000 changes are made that do not concern them (locks, grants, policies of others).
 */
import { startPostgresCluster } from '@sallyport/testkit';
import { caller } from './cut/caller.ts';
import { keepCommitTimes, postgresCommits, sqliteCommits } from './cut/commit-moment.ts';
import { cutBatch } from './cut/cuts.ts';
import type { Cut } from './cut/cuts.ts';
import { falseCuts } from './cut/false-cuts.ts';
import type { FalseCuts } from './cut/false-cuts.ts';
import { farEnds } from './cut/far-ends.ts';
import { bastion } from './support/bastion.ts';
import { benchOptions } from './support/options.ts';
import type { EngineName } from './support/options.ts';
import { summarise } from './support/summary.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

const BUDGET_MS = { sqlite: 50, postgres: 100 } as const;
const AT_ONCE = 8;
const CUTS = { full: 200, medium: 80, small: 16 } as const;
const CHANGES = { full: 10_000, medium: 2_000, small: 200 } as const;

interface Measured {
  readonly cuts: readonly Cut[];
  readonly wrong: FalseCuts;
}

async function measure(engine: EngineName, count: number, changes: number): Promise<Measured> {
  await using undo = new AsyncDisposableStack();
  const cluster = engine === 'postgres' ? undo.use(await startPostgresCluster({ fsync: 'on' })) : undefined;
  if (cluster !== undefined) await keepCommitTimes(cluster);
  const first = undo.use(await bastion(cluster));
  const casts = [];
  for (let at = 0; at < AT_ONCE; at += 1) casts.push(await first.add(`engineer-${at}`));
  const holder = cluster === undefined ? first : await first.join();
  const commits = undo.use(cluster !== undefined && first.databaseUrl !== undefined
    ? postgresCommits(cluster, first.databaseUrl) : await sqliteCommits(first.dir.file('data/sallyport.db')));
  const api = undo.use(await caller({ endpoint: first.server.api, ca: first.server.certificate(), ...first.initialised }));
  const ends = undo.use(await farEnds(first.dir));
  const stage = { dir: first.dir, ends, casts, sshPort: holder.server.sshPort, key: first.engineerKey.path, api, commits };
  // The first cuts of a process pay for code that has never run.
  await cutBatch(stage, 'warm');
  const cuts: Cut[] = [];
  for (let batch = 0; cuts.length < count; batch += 1) cuts.push(...await cutBatch(stage, `b${batch}`));
  return { cuts, wrong: await falseCuts(first, holder, ends, changes) };
}

const COLUMNS: readonly (readonly [name: string, of: (cut: Cut) => number])[] = [
  ['call sent', (cut) => cut.sent],
  ['API answers', (cut) => cut.answered],
  ['last byte at the target', (cut) => cut.lastByte],
  ['client gone', (cut) => cut.clientGone],
  ['program on the target gone', (cut) => cut.targetGone],
  ['both legs closed', (cut) => cut.bothGone],
];

const options = benchOptions('node bench/cut.ts [--engine sqlite|postgres|both] [--size full|medium|small] [--cuts N] [--changes N]', { cuts: 2_000, changes: 1_000_000 });
const rows: Row[] = [];
const wrongly: Row[] = [];
for (const engine of options.engines) {
  const { cuts, wrong } = await measure(engine, options.number('cuts') ?? CUTS[options.size], options.number('changes') ?? CHANGES[options.size]);
  const where = engine === 'sqlite' ? 'SQLite, one node' : 'PostgreSQL, across nodes';
  wrongly.push([where, wrong.held, wrong.changes, wrong.falseCuts, wrong.cutByLock, (wrong.changes / wrong.seconds).toFixed(0)]);
  const budget = BUDGET_MS[engine];
  for (const [name, of] of COLUMNS) {
    const { count, p50, p99, max } = summarise(cuts.map(of));
    const judged = name === 'last byte at the target' || name === 'both legs closed';
    rows.push([`${where}: ${name}`, count, p50, p99, max, judged ? `≤ ${budget} p99: ${p99 <= budget ? 'met' : 'MISSED'}` : '']);
  }
}
say(table(['ms after the commit of LockUsers', 'cuts', 'p50', 'p99', 'max', 'budget'], rows));
say(table(['unrelated changes', 'sessions held', 'changes', 'false cuts', 'cut by a lock afterwards', 'changes a second'], wrongly));
say(caveat());
