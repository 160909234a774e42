/**
 * `decide` with its reads at 10,000 users, 100,000 hosts and 1,000,000 grants.
 *   node bench/decide.ts [--engine sqlite|postgres|both] [--size full|medium|small]
 * Budget: 1 ms p99 on SQLite, 3 ms on PostgreSQL.
 */
import { decide } from '@sallyport/core';
import type { OpenedStore } from '@sallyport/store';
import { INSTANCE, loadedStore } from './decide/installation.ts';
import { PLANS } from './decide/plan.ts';
import type { Plan } from './decide/plan.ts';
import { loanQuestions, questions } from './decide/questions.ts';
import { benchOptions } from './support/options.ts';
import { summarise } from './support/summary.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

const BUDGET_MS = { sqlite: 1, postgres: 3 } as const;
const SWEPT = 64;

interface Measured {
  readonly single: readonly number[];
  readonly batches: readonly number[];
  /** One question about a lent account. */
  readonly lent: readonly number[];
  readonly kinds: ReadonlyMap<string, number>;
}

async function measure(store: OpenedStore, plan: Plan): Promise<Measured> {
  for (const { question } of questions(plan, INSTANCE, plan.questions / 4, 1)) decide(question, await store.access.facts(question));
  const single: number[] = [];
  const kinds = new Map<string, number>();
  for (const { question, granted } of questions(plan, INSTANCE, plan.questions, 2)) {
    const begun = performance.now();
    const facts = await store.access.facts(question);
    const decision = decide(question, facts);
    single.push(performance.now() - begun);
    if ((facts.grants.length > 0) !== (granted === 'granted')) throw new Error(`wrong facts for ${JSON.stringify(question)}`);
    const kind = decision.kind === 'deny' ? decision.code : decision.kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const swept = [...questions(plan, INSTANCE, plan.questions, 3)].map(({ question }) => question);
  const batches: number[] = [];
  for (let from = 0; from + SWEPT <= swept.length; from += SWEPT) {
    const batch = swept.slice(from, from + SWEPT);
    const begun = performance.now();
    const facts = await store.access.factsOfMany(batch);
    for (const [at, question] of batch.entries()) decide(question, facts[at]!);
    batches.push(performance.now() - begun);
  }
  return { single, batches, lent: await measureLoans(store, plan), kinds };
}

async function measureLoans(store: OpenedStore, plan: Plan): Promise<readonly number[]> {
  const times: number[] = [];
  for (const { question, loan } of loanQuestions(plan, INSTANCE, plan.questions, 4)) {
    const begun = performance.now();
    const facts = await store.access.facts(question);
    const decision = decide(question, facts);
    times.push(performance.now() - begun);
    const [path] = facts.grants;
    const denied = decision.kind === 'deny' ? decision.code : '';
    // A locked user is told that, whatever he was lent.
    const right = denied === 'USER_LOCKED' || denied === (loan === 'stands' ? '' : 'AUTHORIZATION_CANCELED');
    if (path?.path !== 'authorization' || !right) throw new Error(`wrong facts for ${JSON.stringify(question)}`);
  }
  return times;
}

const { engines, size } = benchOptions('node bench/decide.ts [--engine sqlite|postgres|both] [--size full|medium|small]');
const plan = PLANS[size];
const rows: Row[] = [];
for (const engine of engines) {
  await using loaded = await loadedStore(engine, plan);
  say(`${engine}: loaded ${plan.users} users, ${plan.hosts} hosts, ${plan.hosts * plan.accountsPerHost} accounts, ${plan.grants} account grants with their host grants, ${plan.policies} policies, ${plan.tickets} tickets, ${plan.loans} loans in ${loaded.loadSeconds.toFixed(1)} s`);
  const { single, batches, lent, kinds } = await measure(loaded.store, plan);
  say(`${engine}: ${[...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  for (const [what, times] of [['one question', single], ['one about a lent account', lent]] as const) {
    const one = summarise(times);
    rows.push([`${engine}, ${what}`, one.count, one.p50, one.p99, one.max, `≤ ${BUDGET_MS[engine]} p99: ${one.p99 <= BUDGET_MS[engine] ? 'met' : 'MISSED'}`]);
  }
  const many = summarise(batches);
  rows.push([`${engine}, ${SWEPT} in a batch`, many.count, many.p50, many.p99, many.max, `${(many.p50 / SWEPT * 1000).toFixed(0)} µs each`]);
}
say('');
say(table(['facts + decide (ms)', 'times', 'p50', 'p99', 'max', 'budget'], rows));
say(caveat());
