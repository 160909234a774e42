import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { descendants, isRunning, poll, tempDir } from '@sallyport/testkit';
import { expect, it, onTestFinished, vi } from 'vitest';
import { playStory } from '../demo/story.ts';
import { setStage } from '../support/stage.ts';

const DEMO = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

it('plays the whole story: waits, rejected, waits, accepted, types, locked, cut, replayed', async () => {
  await using temporary = await tempDir('story');
  vi.stubEnv('TMPDIR', temporary.path);
  onTestFinished(() => { vi.unstubAllEnvs(); });
  const told: string[] = [];
  {
    await using stage = await setStage({ approval: 'On' });
    await playStory(stage, (line) => { told.push(line); });
  }
  expect(told).toHaveLength(5);
  expect(await readdir(temporary.path)).toEqual([]);
}, 120_000);

it('says in at most 20 lines what runs where and what to copy, stays until Ctrl-C, and leaves no directory and no process behind', async () => {
  await using temporary = await tempDir('demo');
  // A process group of its own: a terminal's Ctrl-C reaches everybody in it at once.
  const demo = spawn(process.execPath, [DEMO], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: temporary.path } });
  let said = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const closed = once(demo, 'close');
  const pid = demo.pid ?? -1;
  try {
    await poll('the demo stands', 60_000, () => (said.includes('Ctrl-C ends everything') ? true : undefined));
    for (const command of ['ssh -F none', 'AcceptOperationTicket', 'RejectOperationTicket', 'LockUsers']) expect(said).toContain(command);
    const family = [pid, ...descendants(pid)];
    expect(family.length).toBeGreaterThan(2);
    expect(await readdir(temporary.path)).not.toEqual([]);
    process.kill(-pid, 'SIGINT');
    await closed;
    expect({ status: demo.exitCode, signal: demo.signalCode, said }).toMatchObject({ status: 0, signal: null });
    expect(said.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
    await poll('nobody of the demo runs', 5_000, () => (family.some(isRunning) ? undefined : true));
    expect(await readdir(temporary.path)).toEqual([]);
  } finally {
    if (isRunning(pid)) process.kill(-pid, 'SIGKILL');
  }
}, 120_000);
