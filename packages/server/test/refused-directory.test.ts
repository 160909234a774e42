import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAllInOne } from '../src/compose/all-in-one.ts';
import { loadConfig } from '../src/config/load.ts';
import { readInstallation } from '../src/data/installation.ts';
import { layoutOf } from '../src/data/layout.ts';
import { initialise } from '../src/init/initialise.ts';
import { createLog } from '../src/log/logger.ts';
import { sallyport } from './cli.ts';
import { snapshot, temporary } from './directory.ts';

async function installed(): Promise<string> {
  const data = join(await temporary(), 'd');
  await initialise({ data, instanceId: undefined, regionId: undefined, databaseUrl: undefined, masterKeyFile: undefined }, () => undefined);
  return data;
}

/** What `serve` does until it listens, in this process. */
async function start(data: string): Promise<void> {
  const layout = layoutOf(data);
  const installation = await readInstallation(layout);
  const running = await startAllInOne({
    layout, installation, config: await loadConfig({ file: undefined, environment: {} }), allowTargets: [], log: createLog('error', 'test'), tls: undefined,
    api: { host: '127.0.0.1', port: 0 }, ssh: { host: '127.0.0.1', port: 0 },
  });
  await running.stop();
}

/** The store's lock file is made by trying. */
async function state(data: string): Promise<ReadonlyMap<string, string>> {
  return new Map([...await snapshot(data)].filter(([name]) => !name.endsWith('.lock')));
}

async function expectRefusal(data: string, code: string, words: string): Promise<void> {
  const before = await state(data);
  await expect(start(data)).rejects.toMatchObject({ name: 'Refusal', code, message: expect.stringContaining(words) as string });
  expect(await state(data)).toEqual(before);
}

describe('a directory that cannot be served', () => {
  it('is absent, empty, foreign or interrupted', async () => {
    const data = await temporary();
    await expectRefusal(data, 'NOT_FOUND', 'is empty. Fill it with: sallyport init');
    await writeFile(join(data, '.init-7'), '');
    await expectRefusal(data, 'DIRECTORY_DAMAGED', 'an init that was interrupted. Repeat it with: sallyport init');
    await writeFile(join(data, 'x'), '');
    await expectRefusal(data, 'DIRECTORY_FOREIGN', 'is not a Sallyport data directory');
    await expect(start(join(data, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['installation.json', '{"product":"sallyport"', 'DIRECTORY_DAMAGED', 'is damaged. Restore it from a backup'],
    ['installation.json', '{"product":"sallyport","format":99}', 'DIRECTORY_TOO_NEW', 'was written by a newer version (format 99'],
    ['installation.json', '{"product":"other"}', 'DIRECTORY_DAMAGED', 'is damaged'],
    ['sallyport.db', 'not a database at all, by any measure', 'DIRECTORY_DAMAGED', 'is damaged'],
    ['sallyport.db', '', 'DIRECTORY_DAMAGED', 'is empty. Restore it from a backup'],
    ['master.key', `${Buffer.alloc(32, 7).toString('base64')}\n`, 'MASTER_KEY_WRONG', 'The master key does not open'],
    ['master.key', 'short', 'MASTER_KEY_UNREADABLE', 'is not a master key'],
    ['node.key', 'x', 'DIRECTORY_DAMAGED', 'The node key'],
    ['host-keys/ssh_host_rsa_key', 'x', 'DIRECTORY_DAMAGED', 'host key'],
  ])('is damaged: %s with %s', async (name, content, code, words) => {
    const data = await installed();
    await writeFile(join(data, name), content);
    await expectRefusal(data, code, words);
  });

  it('has lost its database, or has another installation\'s', async () => {
    const [data, other] = [await installed(), await installed()];
    await rm(join(data, 'sallyport.db'));
    await expectRefusal(data, 'DIRECTORY_DAMAGED', 'is missing. Restore it from a backup');
    await copyFile(join(other, 'sallyport.db'), join(data, 'sallyport.db'));
    await copyFile(join(other, 'master.key'), join(data, 'master.key'));
    await expect(start(data)).rejects.toMatchObject({ code: 'DIRECTORY_DAMAGED', message: expect.stringContaining('does not hold the instance') as string });
  });

  it('lets others read its master key, or has lost it', async () => {
    const data = await installed();
    await chmod(join(data, 'master.key'), 0o644);
    await expectRefusal(data, 'MASTER_KEY_UNREADABLE', 'can be read by others (mode 644). Run: chmod 600');
    await rm(join(data, 'master.key'));
    await expectRefusal(data, 'MASTER_KEY_UNREADABLE', 'cannot be read (ENOENT)');
    // The same through the command line: one line, exit code 1, nothing on stdout.
    const { code, stdout, stderr } = await sallyport(['serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0']);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n') }).toMatchObject({ code: 1, stdout: '', lines: [expect.stringMatching(/^sallyport: The master key .* cannot be read/u)] });
  });

  it('is served otherwise', async () => {
    await expect(start(await installed())).resolves.toBeUndefined();
  });

  it('has a configuration with problems, all of which are listed', async () => {
    const data = await installed();
    await writeFile(join(data, 'config.json'), '{"log":{"level":"loud"},"nonsense":1}');
    const { code, stdout, stderr } = await sallyport(['serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0'], { SALLYPORT_DOOR_MAX_CHANNELS: '0' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const words of ['3 problems', 'log.level: must be one of', 'there is no setting "nonsense"', 'SALLYPORT_DOOR_MAX_CHANNELS: must be >= 1']) expect(stderr).toContain(words);
  });

  it('is asked for with wrong usage', async () => {
    const data = await installed();
    for (const words of [['--api', '8443'], ['--api', '127.0.0.1:0', '--allow-target', 'localhost'], ['--api', '127.0.0.1:0', '--insecure-http', '--tls-cert', 'x']]) {
      expect((await sallyport(['serve', '--data', data, '--ssh', '127.0.0.1:0', ...words])).code).toBe(2);
    }
  });
});
