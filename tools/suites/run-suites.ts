import { runSuite } from './run-suite.ts';
import { add, countsLine, NOTHING, ONE_FAILED } from './suite.ts';
import type { Counts, Suite } from './suite.ts';

export interface RunOptions {
  readonly root: string;
  /** When the whole run is cut, ms from now. */
  readonly watchdogMs: number;
  readonly print: (line: string) => void;
  readonly output?: 'inherit' | 'ignore';
  /** Ctrl-C or TERM. */
  readonly interrupt?: AbortSignal;
}

/** Runs the suites one after another and sums up; suites that the watchdog leaves no time for count as failed. */
export async function runSuites(suites: readonly Suite[], options: RunOptions): Promise<Counts> {
  const watchdog = AbortSignal.timeout(options.watchdogMs);
  const signal = options.interrupt === undefined ? watchdog : AbortSignal.any([watchdog, options.interrupt]);
  let sum = NOTHING;
  const failing: string[] = [];
  for (const suite of suites) {
    options.print(`== ${suite.name}`);
    const begun = performance.now();
    const { counts, troubles } = signal.aborted
      ? { counts: ONE_FAILED, troubles: ['not run'] }
      : await runSuite(suite, { root: options.root, signal, output: options.output ?? 'inherit' });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    options.print(`== ${suite.name}: ${countsLine(counts)} (${seconds} s)${troubles.map((trouble) => `\n== ${suite.name}: ${trouble}`).join('')}`);
    if (counts.failed > 0) failing.push(suite.name);
    sum = add(sum, counts);
  }
  if (watchdog.aborted) options.print('== cut by the watchdog');
  if (suites.length === 0) sum = ONE_FAILED;
  if (failing.length > 0) options.print(`== failed: ${failing.join(', ')}`);
  options.print(countsLine(sum));
  return sum;
}
