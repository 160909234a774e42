import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MARK, endStragglers, sendSignal } from './stragglers.ts';
import { add, NOTHING, ONE_FAILED } from './suite.ts';
import type { Counts, Suite } from './suite.ts';
import { readVitestReport } from './vitest-report.ts';

export interface SuiteResult {
  readonly counts: Counts;
  /** What went wrong beside failed tests. */
  readonly troubles: readonly string[];
}

export interface SuiteContext {
  readonly root: string;
  /** Aborts the suite that runs: the watchdog, or Ctrl-C. */
  readonly signal: AbortSignal;
  /** Where the suite's own output goes. */
  readonly output: 'inherit' | 'ignore';
}

const GRACE_MS = 3_000;

/** Runs one suite within its limit. Whatever it does (fail, crash, hang, say nothing, leave processes behind), it yields counts. */
export async function runSuite(suite: Suite, context: SuiteContext): Promise<SuiteResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'sallyport-suite-'));
  const report = join(scratch, 'report.json');
  const mark = randomUUID();
  try {
    const end = await runToEnd(suite, context, report, mark);
    const left = await endStragglers(mark, end.how === 'ended' ? GRACE_MS : 0);
    const troubles = [...end.troubles, ...(end.how === 'ended' && left.length > 0 ? [`left processes behind: ${left.map((one) => one.command).join('; ')}`] : [])];
    const counted = count(suite, end, report);
    // Troubles that no failed test shows must fail the run all the same.
    return { counts: troubles.length > 0 && counted.failed === 0 ? add(counted, ONE_FAILED) : counted, troubles };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface End {
  readonly how: 'ended' | 'cut';
  readonly status: number | null;
  readonly troubles: readonly string[];
}

async function runToEnd(suite: Suite, context: SuiteContext, report: string, mark: string): Promise<End> {
  const args = suite.counts === 'vitest' ? [...suite.args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : suite.args;
  const child = spawn(suite.command, args, {
    cwd: context.root,
    stdio: ['ignore', context.output, context.output],
    // Its own process group, so that all of it can be ended at once.
    detached: true,
    env: { ...process.env, PATH: `${join(context.root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`, [MARK]: mark },
  });
  const closed = once(child, 'close').then(() => 'ended' as const, (error: unknown) => error);
  const cut = new AbortController();
  const limit = AbortSignal.any([cut.signal, context.signal]);
  const timedOut = sleep(suite.limitMs, 'limit' as const, { signal: limit, ref: true }).catch(() => 'aborted' as const);
  const first = await Promise.race([closed, timedOut]);
  cut.abort();
  if (first === 'ended') {
    const abnormal = child.exitCode === null ? [`died of ${child.signalCode ?? 'an unknown signal'}`] : [];
    return { how: 'ended', status: child.exitCode, troubles: abnormal };
  }
  if (first !== 'limit' && first !== 'aborted') return { how: 'ended', status: null, troubles: [`cannot be started: ${first instanceof Error ? first.message : String(first)}`] };
  await endGroup(child.pid, closed);
  return { how: 'cut', status: null, troubles: [first === 'limit' ? `took longer than ${suite.limitMs / 1000} s` : 'cut short'] };
}

async function endGroup(pid: number | undefined, closed: Promise<unknown>): Promise<void> {
  if (pid === undefined) return;
  sendSignal(-pid, 'SIGTERM');
  await Promise.race([closed, sleep(GRACE_MS, undefined, { ref: false })]);
  sendSignal(-pid, 'SIGKILL');
}

function count(suite: Suite, end: End, report: string): Counts {
  if (suite.counts === 'status') return end.status === 0 ? { ...NOTHING, passed: 1 } : ONE_FAILED;
  const counts = readVitestReport(report);
  if (counts === undefined) return ONE_FAILED;
  // Unhandled errors and crashed workers show in the status alone.
  return end.status !== 0 && counts.failed === 0 ? add(counts, ONE_FAILED) : counts;
}
