import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { diskStorage, openReader } from '../src/index.ts';
import { aesKeys, readAll, textOf } from './support/sample.ts';

const KILLS = 20;
const AT_ONCE = 5;
const WRITER = fileURLToPath(new URL('./support/kill-writer.ts', import.meta.url));

interface Killed {
  readonly path: string;
  readonly killedAt: number;
  /** What the process had handed to its recorder: number and time. */
  readonly told: readonly { readonly line: number; readonly at: number }[];
}

/** Starts a writer, kills it after `ms` of recording. */
async function killAfter(root: string, id: string, pace: 'typing' | 'flood', ms: number): Promise<Killed> {
  const child = spawn(process.execPath, [WRITER, root, id, pace], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data.toString()));
  await Promise.race([once(child.stdout, 'data'), closed]);
  await sleep(ms);
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await closed;
  const [first = '', ...rest] = text.split('\n');
  const told = rest.filter((row) => row !== '').map((row) => row.split(' ').map(Number)).map(([line = 0, at = 0]) => ({ line, at }));
  return { path: first.replace('path ', ''), killedAt, told };
}

test(`killed at ${KILLS} random instants, a recording holds all that was older than a second, in order and whole`, async () => {
  const root = await mkdtemp(join(tmpdir(), 'sallyport-kill-'));
  try {
    for (let kill = 0; kill < KILLS; kill += AT_ONCE) {
      const killed = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => killAfter(root, `kill-${kill + index}`, index % 2 === 0 ? 'typing' : 'flood', 1_050 + Math.random() * 700)));
      for (const each of killed) await expectKept(root, each);
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 60_000);

async function expectKept(root: string, { path, killedAt, told }: Killed): Promise<void> {
  const reader = await openReader(diskStorage(root), aesKeys(), path);
  const { events, summary } = await readAll(reader);
  await reader.close();
  expect(summary.complete).toBe(false);
  const kept = [...textOf(events, 'output', 0).matchAll(/line (\d+) \.*\r\n/g)].map(([, line]) => Number(line));
  expect(kept).toEqual(kept.map((_, index) => index + 1));
  const due = told.filter(({ at }) => at < killedAt - 1_000).at(-1)?.line ?? 0;
  expect(due).toBeGreaterThan(0);
  expect(kept.length).toBeGreaterThanOrEqual(due);
}
