import type { Suite } from './suite.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** `workers`: test files at once. Vitest's own choice leaves a core idle; tests with real peers mostly wait. */
function vitest(project: string, workers: number, limitMs: number): Suite {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, `--maxWorkers=${workers}`];
  return { name: project, command: process.execPath, args, limitMs, counts: 'vitest' };
}

/** All that must pass, cheapest first. Limits are several times what a quiet machine needs. */
export const SUITES: readonly Suite[] = [
  { name: 'types', command: 'tsc', args: ['-b', '--pretty', 'false'], limitMs: 2 * MINUTE, counts: 'status' },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'], limitMs: 2 * MINUTE, counts: 'status' },
  { name: 'architecture', command: process.execPath, args: ['tools/check-architecture.ts'], limitMs: 30 * SECOND, counts: 'status' },
  { name: 'catalogue', command: process.execPath, args: ['tools/check-catalogue.ts'], limitMs: 30 * SECOND, counts: 'status' },
  vitest('unit', 2, 4 * MINUTE),
  vitest('store', 2, 5 * MINUTE),
  vitest('peers', 3, 7 * MINUTE),
  vitest('e2e', 1, 8 * MINUTE),
];
