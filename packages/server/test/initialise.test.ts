import { readFile, stat, writeFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sallyport, spawnSallyport } from './cli.ts';
import { snapshot, temporary } from './directory.ts';

const FIELDS = ['instanceId', 'regionId', 'accountId', 'accessKeyId', 'accessKeySecret', 'hostKeyFingerprints'];

function resultIn(stdout: string): Readonly<Record<string, unknown>> {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

describe('sallyport init', () => {
  it('prints one line of JSON with exactly the agreed fields, and leaves a private directory', async () => {
    const data = join(await temporary(), 'new', 'data');
    const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
    expect(code).toBe(0);
    const result = resultIn(stdout);
    expect(Object.keys(result)).toEqual(FIELDS);
    expect(result['instanceId']).toMatch(/^bastionhost-cn-[a-z0-9]{11}$/u);
    expect(result['hostKeyFingerprints']).toHaveLength(3);
    expect(stderr).toContain('warning: the master key stands beside the database');
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    for (const [file, content] of await snapshot(data)) expect(`${file} ${content.split(' ')[0] ?? ''}`).toBe(`${file} 600`);
    expect((await readFile(join(data, 'client.json'), 'utf8'))).toContain(String(result['accessKeySecret']));
    // Sealed in the database, in clear nowhere but in the client's file.
    expect((await readFile(join(data, 'sallyport.db'))).includes(String(result['accessKeySecret']))).toBe(false);
  });

  it('refuses a second time and changes nothing', async () => {
    const data = await temporary();
    expect((await sallyport(['init', '--data', data, '--instance-id', 'bastionhost-cn-mine', '--region', 'cn-beijing', '--json'])).code).toBe(0);
    const before = await snapshot(data);
    const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('initialised already; nothing has been changed');
    expect(await snapshot(data)).toEqual(before);
  });

  it('keeps the master key where it was told to, and uses one that is there', async () => {
    const place = await temporary();
    const key = join(place, 'master.key');
    const { code, stderr } = await sallyport(['init', '--data', join(place, 'a'), '--master-key', key, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const written = await readFile(key);
    expect(await readdir(join(place, 'a'))).not.toContain('master.key');
    expect((await sallyport(['init', '--data', join(place, 'b'), '--master-key', key, '--json'])).code).toBe(0);
    expect(await readFile(key)).toEqual(written);
  });

  it.each([
    ['a foreign directory', async (data: string) => { await writeFile(join(data, 'thesis.txt'), 'mine'); }, 'is not empty (thesis.txt)'],
    ['a database without a description', async (data: string) => { await writeFile(join(data, 'sallyport.db'), ''); }, 'is not empty (sallyport.db)'],
    ['a directory of several interrupted inits', async (data: string) => { await mkdir(join(data, '.init-1')); await mkdir(join(data, '.init-2')); }, 'several interrupted inits'],
  ])('refuses %s', async (_what, prepare, words) => {
    const data = await temporary();
    await prepare(data);
    const before = await snapshot(data);
    const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(await snapshot(data)).toEqual(before);
  });

  it.each([[['--instance-id', '../x']], [['--region', 'Über']], [['--database-url', 'mysql://x']], [[]]])('calls %j a usage error', async (words) => {
    const place = words.length === 0 ? [] : ['--data', await temporary()];
    expect((await sallyport(['init', ...place, ...words])).code).toBe(2);
  });

  it('can be repeated after kill -9 at any moment, and never leaves half an installation', async () => {
    const began = performance.now();
    expect((await sallyport(['init', '--data', join(await temporary(), 'd'), '--json'])).code).toBe(0);
    const whole = performance.now() - began;
    let finished = 0;
    for (let i = 0; i < 12; i++) {
      const data = join(await temporary(), 'd');
      const child = spawnSallyport(['init', '--data', data, '--json']);
      const exited = new Promise((resolve) => { child.once('exit', resolve); });
      // Most of the time goes into starting Node: the interesting moments are in the second half.
      await Promise.race([pause(whole * (0.4 + 0.6 * (i / 11))), exited]);
      child.kill('SIGKILL');
      await exited;
      const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
      if (stderr.includes('initialised already')) {
        finished++;
        expect(code).toBe(1);
      } else {
        expect({ code, stderr: stderr.replace(/^sallyport: warning:.*\n/u, '') }).toEqual({ code: 0, stderr: '' });
        expect(Object.keys(resultIn(stdout))).toEqual(FIELDS);
      }
      expect((await readdir(data)).filter((name) => name.startsWith('.init-') && !stderr.includes('already'))).toEqual([]);
      expect((await sallyport(['verify', '--offline', '--data', data, '--json'])).code).toBe(0);
    }
    expect(finished).toBeLessThan(12);
  }, 120_000);
});
