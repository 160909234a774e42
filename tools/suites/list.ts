import type { Suite } from './suite.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function vitest(project: string, limitMs: number): Suite {
  return { name: project, command: process.execPath, args: ['node_modules/vitest/vitest.mjs', 'run', '--project', project], limitMs, counts: 'vitest' };
}

/** All that must pass, cheapest first. Limits are several times what a quiet machine needs. */
export const SUITES: readonly Suite[] = [
  { name: 'types', command: 'tsc', args: ['-b', '--pretty', 'false'], limitMs: 2 * MINUTE, counts: 'status' },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'], limitMs: 2 * MINUTE, counts: 'status' },
  { name: 'architecture', command: process.execPath, args: ['tools/check-architecture.ts'], limitMs: 30 * SECOND, counts: 'status' },
  { name: 'catalogue', command: process.execPath, args: ['tools/check-catalogue.ts'], limitMs: 30 * SECOND, counts: 'status' },
  vitest('unit', 4 * MINUTE),
  vitest('store', 5 * MINUTE),
  vitest('peers', 6 * MINUTE),
  vitest('e2e', 8 * MINUTE),
];
