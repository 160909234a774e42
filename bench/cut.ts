/**
 * How long a session outlives its permission: from the commit of what ends it, or from the millisecond in which its time is over, to the last byte that
 * reaches the target, and to both legs closed.
 *   node bench/cut.ts [--cause lock|cancel|expiry] [--engine sqlite|postgres|both] [--size full|medium|small] [--cuts N] [--changes N]
 * lock: LockUsers, sessions on grants. cancel: UpdateAuthorizations by the customer. expiry: nobody calls. Both of these need root, for an account with a password.
 * SQLite: one node. PostgreSQL: the call through node A, the session on node B. Budget: 50 ms p99 on one node, 100 ms across nodes.
 * Real clients type a byte every millisecond into a program on a real target that stamps each arrival.
 * False cuts: sessions that end while changes are made that do not concern them.
 */
import { mayMakeAccounts } from '@sallyport/testkit';
import type { CauseName } from './cut/cut-cause.ts';
import { isEarly } from './cut/cuts.ts';
import type { Cut } from './cut/cuts.ts';
import { measure } from './cut/measure.ts';
import { benchOptions } from './support/options.ts';
import type { EngineName } from './support/options.ts';
import { summarise } from './support/summary.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

const USAGE = 'node bench/cut.ts [--cause lock|cancel|expiry] [--engine sqlite|postgres|both] [--size full|medium|small] [--cuts N] [--changes N]';
const CAUSES = ['lock', 'cancel', 'expiry'] as const;
const BUDGET_MS = { sqlite: 50, postgres: 100 } as const;
const CUTS = { full: 200, medium: 80, small: 16 } as const;
const CHANGES = { full: 10_000, medium: 2_000, small: 200 } as const;
/** Of authorizations: each holds a secret that has to be sealed and erased. */
const LENT_CHANGES = { full: 2_000, medium: 500, small: 200 } as const;

const COUNTED_FROM: Readonly<Record<CauseName, string>> = { lock: 'ms after the commit of LockUsers', cancel: 'ms after the commit of the cancellation', expiry: 'ms after the time is over' };

const COLUMNS: readonly (readonly [name: string, of: (cut: Cut) => number | undefined])[] = [
  ['call sent', (cut) => cut.sent],
  ['API answers', (cut) => cut.answered],
  ['last byte at the target', (cut) => cut.lastByte],
  ['client gone', (cut) => cut.clientGone],
  ['program on the target gone', (cut) => cut.targetGone],
  ['both legs closed', (cut) => cut.bothGone],
];

const WHERE = { sqlite: 'SQLite, one node', postgres: 'PostgreSQL, across nodes' } as const;

function rowsOf(engine: EngineName, cuts: readonly Cut[]): readonly Row[] {
  const budget = BUDGET_MS[engine];
  return COLUMNS.flatMap(([name, of]) => {
    const times = cuts.map(of).filter((time) => time !== undefined);
    if (times.length === 0) return [];
    const { count, p50, p99, max } = summarise(times);
    const judged = name === 'last byte at the target' || name === 'both legs closed';
    return [[`${WHERE[engine]}: ${name}`, count, p50, p99, max, judged ? `≤ ${budget} p99: ${p99 <= budget ? 'met' : 'MISSED'}` : '']];
  });
}

const options = benchOptions(USAGE, { cuts: 2_000, changes: 1_000_000 }, ['cause']);
const cause = options.word('cause', CAUSES);
if (cause !== 'lock' && !mayMakeAccounts()) {
  process.stderr.write('a lent account needs a password, and only root can make a Unix account that has one: run this as root\n');
  process.exit(2);
}
const changes = options.number('changes') ?? (cause === 'lock' ? CHANGES : LENT_CHANGES)[options.size];
const rows: Row[] = [];
const wrongly: Row[] = [];
const forgetting: Row[] = [];
for (const engine of options.engines) {
  const { cuts, wrong, forgotten } = await measure(engine, cause, options.number('cuts') ?? CUTS[options.size], changes);
  rows.push(...rowsOf(engine, cuts));
  wrongly.push([WHERE[engine], wrong.held, wrong.changes, wrong.falseCuts, cuts.filter(isEarly).length, wrong.cutAfterwards, (wrong.changes / wrong.seconds).toFixed(0)]);
  if (forgotten.length === 0) continue;
  const { count, p50, max } = summarise(forgotten);
  forgetting.push([WHERE[engine], count, p50, max]);
}
say(table([COUNTED_FROM[cause], 'cuts', 'p50', 'p99', 'max', 'budget'], rows));
say(table(['unrelated changes', 'sessions held', 'changes', 'false cuts', 'cut too soon', 'cut afterwards', 'changes a second'], wrongly));
if (forgetting.length > 0) say(table(['until no file holds the keys (ms)', 'batches', 'p50', 'max'], forgetting));
say(caveat());
