import { readFileSync } from 'node:fs';
import type { Counts } from './suite.ts';

/**
 * Counts of a vitest JSON report; undefined when there is none, it is no report, or it speaks of no test at all.
 * A file that failed without a failed test (it did not load, a hook threw) counts as one failure.
 */
export function readVitestReport(file: string): Counts | undefined {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No report or half of one: the suite crashed, which the caller counts as a failure.
    return undefined;
  }
  const passed = numberAt(report, 'numPassedTests');
  const failed = numberAt(report, 'numFailedTests');
  const skipped = numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests');
  const brokenFiles = listAt(report, 'testResults').filter((result) => at(result, 'status') === 'failed' && !listAt(result, 'assertionResults').some((test) => at(test, 'status') === 'failed')).length;
  return passed + failed + skipped + brokenFiles > 0 ? { passed, failed: failed + brokenFiles, skipped } : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}

function numberAt(value: unknown, key: string): number {
  const found = at(value, key);
  return typeof found === 'number' ? found : 0;
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}
