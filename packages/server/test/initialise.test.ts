import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { entriesOf, readInstallation } from '../src/data/installation.ts';
import { layoutOf } from '../src/data/layout.ts';
import type { DataLayout } from '../src/data/layout.ts';
import { build } from '../src/init/build.ts';
import { initialise } from '../src/init/initialise.ts';
import type { InitOptions, InitPlan, InitResult } from '../src/init/init-plan.ts';
import { claimStaging } from '../src/init/staging.ts';
import { sallyport, spawnSallyport } from './cli.ts';
import { snapshot, temporary } from './directory.ts';

const FIELDS = ['instanceId', 'regionId', 'accountId', 'accessKeyId', 'accessKeySecret', 'hostKeyFingerprints'];

const options = { instanceId: undefined, regionId: undefined, databaseUrl: undefined, masterKeyFile: undefined };

function resultIn(stdout: string): Readonly<Record<string, unknown>> {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

describe('sallyport init', () => {
  it('prints one line of JSON with exactly the agreed fields, and leaves a private directory', async () => {
    const data = await temporary();
    await chmod(data, 0o755);
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
    await expect(initialise({ ...options, data }, () => undefined)).rejects.toMatchObject({ exitCode: 1, message: expect.stringContaining(words) as string });
    expect(await snapshot(data)).toEqual(before);
  });

  it('says so when the directory cannot be made', async () => {
    const file = join(await temporary(), 'file');
    await writeFile(file, '');
    await expect(initialise({ ...options, data: join(file, 'below') }, () => undefined)).rejects.toMatchObject({ code: 'DIRECTORY_FOREIGN', message: expect.stringContaining('cannot be made (ENOTDIR)') as string });
  });

  it('calls names and addresses that cannot be a usage error', async () => {
    const data = await temporary();
    for (const wrong of [{ instanceId: '../x' }, { regionId: 'Über' }, { databaseUrl: 'mysql://x' }]) {
      await expect(initialise({ ...options, data, ...wrong }, () => undefined)).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
    }
    expect((await sallyport(['init'])).code).toBe(2);
    expect(await readdir(data)).toEqual([]);
  });

  it('can be repeated after kill -9 at any moment, and never leaves half an installation', async () => {
    for (let i = 0; i < 3; i++) {
      const data = join(await temporary(), 'd');
      const child = spawnSallyport(['init', '--data', data, '--json']);
      const exited = new Promise((resolve) => { child.once('exit', resolve); });
      // From the first sign of work on, so that the kill does not fall into the start of Node alone.
      await vi.waitUntil(async () => (await entriesOf(data)) !== undefined, { timeout: 10_000, interval: 2 });
      await Promise.race([pause(i * 150), exited]);
      child.kill('SIGKILL');
      await exited;
      const { code, stdout, stderr } = await sallyport(['init', '--data', data, '--json']);
      if (stderr.includes('initialised already')) expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      else expect({ code, fields: Object.keys(resultIn(stdout)) }).toEqual({ code: 0, fields: FIELDS });
      expect((await sallyport(['verify', '--offline', '--data', data, '--json'])).code).toBe(0);
    }
  }, 60_000);
});

describe('an init that died', () => {
  const plan: InitPlan = { instanceId: 'bastionhost-cn-left', regionId: 'cn-hangzhou', accountId: '1000000000000001', nodeId: 'node-1', databaseUrl: null, masterKeyFile: undefined };

  async function committed(): Promise<{ readonly target: DataLayout; readonly staging: DataLayout; readonly result: InitResult }> {
    const target = layoutOf(join(await temporary(), 'd'));
    const { layout } = await claimStaging(target);
    return { target, staging: layout, result: await build(layout, plan) };
  }

  const repeat = (target: DataLayout, wishes: Partial<InitOptions> = {}): Promise<InitResult> => initialise({ ...options, ...wishes, data: target.root }, () => undefined);

  it('after its commit is finished with the same key', async () => {
    const { target, result } = await committed();
    expect(await repeat(target)).toEqual(result);
    expect((await entriesOf(target.root))?.filter((name) => name.startsWith('.'))).toEqual([]);
    await expect(repeat(target)).rejects.toMatchObject({ code: 'DIRECTORY_INITIALISED' });
  });

  it('between its commit and the note of it is finished too', async () => {
    const { target, staging, result } = await committed();
    await rm(join(staging.root, 'committed'));
    expect(await repeat(target)).toEqual(result);
  });

  it('while its files were moved into place is finished too', async () => {
    const { target, staging, result } = await committed();
    for (const name of ['sallyport.db', 'host-keys', 'client.json', 'master.key']) await rename(join(staging.root, name), join(target.root, name));
    await expect(readInstallation(target)).rejects.toMatchObject({ code: 'DIRECTORY_DAMAGED' });
    expect(await repeat(target)).toEqual(result);
    expect(await readInstallation(target)).toMatchObject({ instanceId: 'bastionhost-cn-left' });
  });

  it('after its commit is not finished for somebody who wants another installation', async () => {
    const { target } = await committed();
    const before = await snapshot(join(target.root));
    await expect(repeat(target, { instanceId: 'bastionhost-cn-other' })).rejects.toMatchObject({ code: 'DIRECTORY_NOT_EMPTY' });
    expect([...(await snapshot(target.root)).values()]).toEqual([...before.values()]);
  });

  it('before its commit is thrown away', async () => {
    const { target, staging, result } = await committed();
    await rm(join(staging.root, 'committed'));
    await rm(staging.database);
    const again = await repeat(target);
    expect(again.instanceId).not.toBe(result.instanceId);
    expect(again.accessKeyId).not.toBe(result.accessKeyId);
  });
});
