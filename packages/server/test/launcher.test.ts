import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { initialise } from '../src/init/initialise.ts';
import { temporary } from './directory.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = fileURLToPath(new URL('../bin/sallyport.js', import.meta.url));

/** Makes this Node pass for an older one, in the launching process alone: the launched one does not inherit it. */
const AS_NODE_20 = ['--import', `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.11.0'})`];

function launch(bin: string, words: readonly string[]) {
  return follow(spawn(process.execPath, [...AS_NODE_20, bin, ...words], { stdio: ['ignore', 'pipe', 'pipe'] }));
}

function follow(child: ChildProcessByStdio<null, Readable, Readable>) {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, ended, stdout: () => stdout, stderr: () => stderr };
}

/** A checkout that holds the launcher and what `prepare` puts beside it. */
async function checkout(pinned?: string): Promise<string> {
  const root = await temporary();
  await mkdir(join(root, 'packages/server/bin'), { recursive: true });
  await writeFile(join(root, 'packages/server/package.json'), '{"type":"module"}');
  await copyFile(BIN, join(root, 'packages/server/bin/sallyport.js'));
  if (pinned !== undefined) {
    const folder = join(root, `node_modules/node-${process.platform}-${process.arch}`);
    await mkdir(join(folder, 'bin'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{}');
    await writeFile(join(folder, 'bin/node'), pinned, { mode: 0o755 });
  }
  return join(root, 'packages/server/bin/sallyport.js');
}

describe('the launcher on a Node that is too old', () => {
  it('hands arguments, streams and exit codes through the pinned one', async () => {
    expect(await launch(BIN, ['--version']).ended).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
    expect(await launch(BIN, ['api', 'LockUser']).ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Did you mean LockUsers') as string });
  });

  it('hands signals through, and its death ends the server', async () => {
    const data = join(await temporary(), 'd');
    await initialise({ data, instanceId: undefined, regionId: undefined, databaseUrl: undefined, masterKeyFile: undefined }, () => undefined);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { child, ended, stdout, stderr } = launch(BIN, ['serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0']);
      await vi.waitUntil(() => stdout().includes('"ready":true') && stderr().includes('"msg":"ready"'), { timeout: 15_000 });
      child.kill(signal);
      // The streams close when the launched process is gone too.
      const { code } = await ended;
      expect(code).toBe(signal === 'SIGTERM' ? 0 : null);
      expect(stderr()).toContain(signal === 'SIGTERM' ? '"cause":"SIGTERM"' : '"cause":"launcher-gone"');
      expect(stderr()).toContain('"msg":"stopped"');
    }
  }, 60_000);

  it('says what to do when the pinned one is missing or does not start', async () => {
    expect(await launch(await checkout(), ['--version']).ended).toMatchObject({ code: 1, stderr: expect.stringContaining('run "npm ci"') as string });
    const unlinked = '#!/bin/sh\necho "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file" >&2\nexit 127\n';
    expect(await launch(await checkout(unlinked), ['--version']).ended).toMatchObject({ code: 1, stderr: expect.stringContaining('apt-get install libatomic1') as string });
  });
});

describe('npx', () => {
  it('may be ended by SIGTERM, which it hands to nobody: the server stops with it', async () => {
    const data = join(await temporary(), 'd');
    await initialise({ data, instanceId: undefined, regionId: undefined, databaseUrl: undefined, masterKeyFile: undefined }, () => undefined);
    const { child, ended, stdout, stderr } = follow(spawn('npx', ['sallyport', 'serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'], cwd: ROOT }));
    await vi.waitUntil(() => stdout().includes('"ready":true') && stderr().includes('"msg":"ready"'), { timeout: 30_000 });
    child.kill('SIGTERM');
    await ended;
    expect(stderr()).toContain('"cause":"launcher-gone"');
    expect(stderr()).toContain('"msg":"stopped"');
  }, 60_000);
});
