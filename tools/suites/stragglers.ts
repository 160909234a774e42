import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Every process of a suite inherits this variable, also those that lead sessions of their own and those whose parent has gone. */
export const MARK = 'TEST_SUITE_RUN';

export interface Straggler {
  readonly pid: number;
  readonly command: string;
}

/** Processes that carry `mark` and still run. */
export function stragglers(mark: string): readonly Straggler[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/u.test(name) && Number(name) !== process.pid)
    .filter((name) => readProc(name, 'environ').split('\0').includes(`${MARK}=${mark}`))
    .map((name) => ({ pid: Number(name), command: readProc(name, 'cmdline').replaceAll('\0', ' ').trim().slice(0, 120) }))
    .filter((straggler) => straggler.command !== '');
}

/** Waits up to `graceMs` for them to go by themselves, then ends them by id; gives those that had to be ended. */
export async function endStragglers(mark: string, graceMs: number): Promise<readonly Straggler[]> {
  const end = performance.now() + graceMs;
  while (performance.now() < end && stragglers(mark).length > 0) await sleep(50);
  const left = stragglers(mark);
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    for (const { pid } of stragglers(mark)) sendSignal(pid, name);
    for (let waited = 0; waited < 3_000 && stragglers(mark).length > 0; waited += 50) await sleep(50);
  }
  return left;
}

/** Negative ids address a process group. That it has gone already is no trouble. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // Ended meanwhile, or another user's: neither is ours to end.
    return '';
  }
}
