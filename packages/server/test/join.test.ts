import { startPostgresCluster, tempDir } from '@sallyport/testkit';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sallyport, serve } from './cli.ts';
import { snapshot } from './directory.ts';

type Answer = Readonly<Record<string, unknown>>;

describe('nodes on one PostgreSQL', () => {
  it('are made by init and join, share everything but their node key, and refuse what does not belong together', async () => {
    await using cluster = await startPostgresCluster();
    await using dir = await tempDir('join');
    const url = await cluster.createDatabase();
    const key = dir.file('master.key');
    const [a, b] = [dir.file('a'), dir.file('b')];
    const json = async (...words: string[]): Promise<Answer> => {
      const { code, stdout, stderr } = await sallyport([...words, '--json']);
      if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
      return JSON.parse(stdout) as Answer;
    };
    const early = await sallyport(['join', '--data', b, '--database-url', url, '--master-key', key]);
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('master key') as string });

    const first = await json('init', '--data', a, '--database-url', url, '--master-key', key);
    const again = await sallyport(['init', '--data', dir.file('c'), '--database-url', url, '--master-key', key]);
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`already holds the installation of ${String(first['instanceId'])}`) as string });
    expect((await snapshot(dir.file('c'))).size).toBe(0);

    const second = await json('join', '--data', b, '--database-url', url, '--master-key', key);
    expect(second).toMatchObject({ instanceId: first['instanceId'], accountId: first['accountId'], hostKeyFingerprints: first['hostKeyFingerprints'] });
    // A node that joined has no key for the command line, so no message sends anybody to look for one.
    const twice = await sallyport(['join', '--data', b, '--database-url', url, '--master-key', key]);
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining('initialised already') as string });
    expect(twice.stderr).not.toContain('client.json');
    expect(await readFile(join(a, 'node.key'))).not.toEqual(await readFile(join(b, 'node.key')));
    for (const [file, content] of await snapshot(b)) expect(`${file} ${content.split(' ')[0] ?? ''}`).toBe(`${file} 600`);

    await using nodeA = await serve(a);
    await using nodeB = await serve(b);
    // Each node keeps the keys of what it lends beside it, and its own copy of the lists.
    for (const node of [a, b]) {
      expect(((await stat(join(node, 'loans'))).mode & 0o777).toString(8)).toBe('700');
      expect(await readdir(join(node, 'service-tickets'))).toHaveLength(4);
    }
    const env = { SALLYPORT_ACCESS_KEY_ID: String(first['accessKeyId']), SALLYPORT_ACCESS_KEY_SECRET: String(first['accessKeySecret']) };
    const viaB = (...words: string[]) => sallyport(['api', ...words, '--endpoint', nodeB.api, '--ca', join(b, 'tls', 'api.crt'), '--InstanceId', String(first['instanceId']), '--json'], env);
    const { UserId } = await json('api', 'CreateUser', '--UserName', 'zhang', '--Source', 'Local', '--Password', 'Correct-Horse-7', '--data', a);
    expect(JSON.parse((await viaB('GetUser', '--UserId', String(UserId))).stdout)).toMatchObject({ User: { UserName: 'zhang' } });
    expect((await nodeB.stop()).code).toBe(0);
    expect((await nodeA.stop()).code).toBe(0);

    await cluster.stop();
    const down = await sallyport(['serve', '--data', a, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0']);
    expect(down).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('PostgreSQL database cannot be reached') as string });
    expect(down.stderr).not.toContain(new URL(url).password || 'no password');
  }, 120_000);
});
