import { readFileSync, readdirSync } from 'node:fs';
import { poll } from './poll.ts';

/** Ids of all processes that descend from `pid`, children before grandchildren, read from /proc. */
export function descendants(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^[0-9]+$/u.test(name) ? parentOf(Number(name)) : undefined;
    if (parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const waiting = [pid];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const below = children.get(next) ?? [];
    found.push(...below);
    waiting.push(...below);
  }
  return found;
}

/**
 * Ends `pid` and all that it started: TERM, then KILL after `graceMs`. The family is listed before the first signal, since
 * orphans (sshd's sessions, for one, lead sessions of their own) cannot be found by their parent afterwards.
 */
export async function endFamily(pid: number, graceMs = 2_000): Promise<void> {
  const family = [pid, ...descendants(pid)];
  for (const member of family) signal(member, 'SIGTERM');
  const gone = (): true | undefined => (family.some(isRunning) ? undefined : true);
  try {
    await poll('end of a process family', graceMs, gone);
  } catch {
    for (const member of family) signal(member, 'SIGKILL');
    await poll('end of a killed process family', graceMs, gone);
  }
}

/** Whether it runs: a zombie has ended. */
export function isRunning(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
}

function parentOf(pid: number): number | undefined {
  return statOf(pid)?.parent;
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // It ended between the listing and the look: ENOENT, or ESRCH while it is being taken down.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined;
    throw error;
  }
  // The command name stands in parentheses and may itself hold spaces and parentheses.
  const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === undefined ? undefined : { state, parent: Number(parent) };
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
