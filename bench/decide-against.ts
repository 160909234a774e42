/**
 * The same decisions by this checkout and by another, question by question in turns, so that whatever else the machine does meets both alike.
 *   node bench/decide-against.ts --other DIR [--engine sqlite|postgres|both] [--size full|medium|small]
 * DIR: a checkout of an older version, installed by `npm ci`. The ratio is what counts: 1 is as fast as the other.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decide } from '@sallyport/core';
import type * as Core from '@sallyport/core';
import { INSTANCE, loadedStore } from './decide/installation.ts';
import type * as Installation from './decide/installation.ts';
import { PLANS } from './decide/plan.ts';
import type { Plan } from './decide/plan.ts';
import { questions } from './decide/questions.ts';
import { benchOptions } from './support/options.ts';
import { quantile } from './support/summary.ts';
import { caveat, say, table } from './support/table.ts';
import type { Row } from './support/table.ts';

interface Version {
  readonly store: Installation.Loaded['store'];
  readonly decide: typeof decide;
  readonly times: number[];
}

async function ask(version: Version, question: Core.AccessQuestion): Promise<void> {
  const begun = performance.now();
  version.decide(question, await version.store.access.facts(question));
  version.times.push(performance.now() - begun);
}

/** Whoever is asked second finds warm caches, so they take turns at that too. */
async function askInTurns(versions: readonly [Version, Version], plan: Plan, seed: number): Promise<void> {
  let odd = false;
  for (const { question } of questions(plan, INSTANCE, plan.questions, seed)) {
    const [one, other] = odd ? [versions[1], versions[0]] : versions;
    await ask(one, question);
    await ask(other, question);
    odd = !odd;
  }
}

const USAGE = 'node bench/decide-against.ts --other DIR [--engine sqlite|postgres|both] [--size full|medium|small]';
const options = benchOptions(USAGE, {}, ['other']);
const other = pathToFileURL(`${resolve(options.text('other'))}/`);
// Of the same shape as ours in what is used here; a checkout without it ends the benchmark.
const otherInstallation = await import(new URL('bench/decide/installation.ts', other).href) as typeof Installation;
const otherCore = await import(new URL('packages/core/src/index.ts', other).href) as typeof Core;
const plan = PLANS[options.size];
const rows: Row[] = [];
for (const engine of options.engines) {
  await using loaded = await loadedStore(engine, plan);
  await using otherLoaded = await otherInstallation.loadedStore(engine, plan);
  const ours: Version = { store: loaded.store, decide, times: [] };
  const theirs: Version = { store: otherLoaded.store, decide: otherCore.decide, times: [] };
  await askInTurns([theirs, ours], plan, 1);
  for (const { times } of [ours, theirs]) times.length = 0;
  await askInTurns([theirs, ours], plan, 2);
  for (const [name, share] of [['p10', 0.1], ['p50', 0.5], ['p90', 0.9]] as const) {
    const [before, after] = [theirs, ours].map(({ times }) => quantile(times.toSorted((a, b) => a - b), share));
    if (before === undefined || after === undefined) throw new Error('nobody was asked');
    rows.push([`${engine}, ${name}`, ours.times.length, before, after, after / before]);
  }
}
say(table(['facts + decide (ms)', 'times', 'the other', 'this', 'ratio'], rows));
say(caveat());
