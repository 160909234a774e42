/**
 * Runs every suite, or those named on the command line; the last line is `N passed, N failed`. Called by script/test.
 * `TEST_RUN_STARTED` (epoch seconds): when the run began, set-up included, so that the watchdog covers both.
 */
import { fileURLToPath } from 'node:url';
import { SUITES } from './suites/list.ts';
import { runSuites } from './suites/run-suites.ts';
import { countsLine, ONE_FAILED } from './suites/suite.ts';

const WATCHDOG_MS = 20 * 60_000;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (unknown.length > 0) {
  print(`no such suite: ${unknown.join(', ')}; there are ${SUITES.map((suite) => suite.name).join(', ')}`);
  print(countsLine(ONE_FAILED));
  process.exitCode = 2;
} else {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => interrupt.abort());
  const started = Number(process.env['TEST_RUN_STARTED'] ?? Date.now() / 1000) * 1000;
  const counts = await runSuites(wanted.length === 0 ? SUITES : SUITES.filter((suite) => wanted.includes(suite.name)), {
    root: fileURLToPath(new URL('..', import.meta.url)),
    watchdogMs: Math.max(1_000, started + WATCHDOG_MS - Date.now()),
    print,
    interrupt: interrupt.signal,
  });
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
