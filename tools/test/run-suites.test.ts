import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSuites } from '../suites/run-suites.ts';
import { stragglers } from '../suites/stragglers.ts';
import type { Counts, Suite } from '../suites/suite.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-runner-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(name: string, text: string, limitMs = 10_000): Suite {
  writeFileSync(join(root, `${name}.mjs`), text);
  return { name, command: process.execPath, args: [`${name}.mjs`], limitMs, counts: 'status' };
}

/** Stands in for vitest: writes `report` where it was told to, then runs `rest`. */
function reporter(name: string, report: unknown, rest = '', limitMs = 10_000): Suite {
  const suite = program(name, `
    import { writeFileSync } from 'node:fs';
    const file = process.argv.find((arg) => arg.startsWith('--outputFile.json=')).slice('--outputFile.json='.length);
    ${report === undefined ? '' : `writeFileSync(file, ${JSON.stringify(JSON.stringify(report))});`}
    ${rest}`, limitMs);
  return { ...suite, counts: 'vitest' };
}

async function run(suites: readonly Suite[], watchdogMs = 60_000, interrupt?: AbortSignal): Promise<{ counts: Counts; lines: string[] }> {
  const lines: string[] = [];
  const counts = await runSuites(suites, { root, watchdogMs, output: 'ignore', print: (line) => lines.push(line), ...(interrupt === undefined ? {} : { interrupt }) });
  return { counts, lines };
}

const GOOD = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe('runner of the suites', { timeout: 30_000 }, () => {
  it('sums what passed, failed and was skipped over all suites, and says so last', async () => {
    const { counts, lines } = await run([
      program('types', ''),
      reporter('unit', GOOD),
      reporter('store', { ...GOOD, numPassedTests: 7, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 }, 'process.exitCode = 1'),
    ]);
    expect(counts).toEqual({ passed: 13, failed: 2, skipped: 4 });
    expect(lines.at(-1)).toBe('13 passed, 2 failed, 4 skipped');
    expect(lines).toContain('== failed: store');
  });

  it('leaves skipped out of the last line when there is none', async () => {
    expect((await run([reporter('unit', GOOD)])).lines.at(-1)).toBe('5 passed, 0 failed');
  });

  it.each([
    ['a program that fails', () => program('a', 'process.exitCode = 3'), 0],
    ['a program that cannot be started', () => ({ ...program('a', ''), command: 'there-is-no-such-program' }), 0],
    ['a program that dies of a signal', () => program('a', "process.kill(process.pid, 'SIGKILL'); await new Promise(() => setTimeout(() => {}, 1e6))"), 0],
    ['a program that hangs', () => program('a', 'setInterval(() => {}, 1000)', 500), 0],
    ['a program that hangs and ignores TERM', () => program('a', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", 500), 0],
    ['a suite that reports nothing', () => reporter('a', undefined), 0],
    ['a suite that reports no test', () => reporter('a', { ...GOOD, numPassedTests: 0 }), 0],
    ['a suite that reports no JSON', () => reporter('a', undefined, "writeFileSync(file, '{ half')"), 0],
    ['a suite that reports success and ends badly', () => reporter('a', GOOD, 'process.exitCode = 1'), 5],
    ['a suite that reports success and hangs', () => reporter('a', GOOD, 'setInterval(() => {}, 1000)', 500), 5],
    ['a suite with a file that did not load', () => reporter('a', { ...GOOD, testResults: [{ status: 'failed', assertionResults: [] }] }, 'process.exitCode = 1'), 5],
  ])('counts as one failure: %s', async (_what, suite, passed) => {
    const { counts, lines } = await run([suite()]);
    expect(counts).toEqual({ passed, failed: 1, skipped: 0 });
    expect(lines.at(-1)).toBe(`${passed} passed, 1 failed`);
  });

  it('goes on after a failure', async () => {
    expect((await run([program('a', 'process.exitCode = 1'), program('b', '')])).counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts no suite at all as a failure', async () => {
    expect((await run([])).counts.failed).toBe(1);
  });

  it('ends processes that outlive their suite, wherever they hide, and counts that as a failure', async () => {
    const file = join(root, 'orphan.json');
    const { counts, lines } = await run([program('a', `
      import { spawn } from 'node:child_process';
      import { writeFileSync } from 'node:fs';
      const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
      writeFileSync(${JSON.stringify(file)}, JSON.stringify({ mark: process.env.TEST_SUITE_RUN }));
      child.unref();`)]);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(lines.join('\n')).toContain('left processes behind: sleep 1000');
    const { mark } = (await import(file, { with: { type: 'json' } }) as { default: { mark: string } }).default;
    expect(mark).toMatch(/^[0-9a-f-]{36}$/u);
    expect(stragglers(mark)).toEqual([]);
  });

  it('is cut by the watchdog: what runs is ended, what has not run counts as failed, and the counts are still printed', async () => {
    const begun = performance.now();
    const { counts, lines } = await run([program('a', ''), program('b', 'setInterval(() => {}, 1000)', 60_000), program('c', '')], 1_500);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: 0 });
    expect(lines).toContain('== cut by the watchdog');
    expect(lines.at(-1)).toBe('1 passed, 2 failed');
  });

  it('is cut by an interrupt', async () => {
    const interrupt = new AbortController();
    const running = run([program('a', 'setInterval(() => {}, 1000)', 60_000)], 60_000, interrupt.signal);
    await sleep(300);
    interrupt.abort();
    expect((await running).counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
