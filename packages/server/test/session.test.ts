import { sshKey, startSsh, startSshd, tempDir } from '@sallyport/testkit';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sallyport, serve } from './cli.ts';

type Answer = Readonly<Record<string, unknown>>;

function ids(answer: Answer, member: string): string {
  return String(answer[member]);
}

describe('a session through the whole product', () => {
  it('is let in, recorded, shown, exported, played and verified, and damage is told', async () => {
    await using dir = await tempDir('whole');
    const key = await sshKey(dir, 'engineer', 'ed25519');
    await using target = await startSshd({ authorizedKeys: [key.publicLine] });
    const data = dir.file('data');
    const cli = async (...words: string[]): Promise<Answer> => {
      const { code, stdout, stderr } = await sallyport([...words, '--data', data, '--json']);
      if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
      return JSON.parse(stdout) as Answer;
    };
    expect((await sallyport(['init', '--data', data])).code).toBe(0);
    await using server = await serve(data, ['--allow-target', '127.0.0.0/8']);
    const UserId = ids(await cli('api', 'CreateUser', '--UserName', 'zhang', '--Source', 'Local', '--Password', 'Correct-Horse-7'), 'UserId');
    await cli('api', 'CreateUserPublicKey', '--UserId', UserId, '--PublicKeyName', 'laptop', '--param-file', `PublicKey=${key.path}.pub`);
    const HostId = ids(await cli('api', 'CreateHost', '--HostName', 'web-1', '--Source', 'Local', '--OSType', 'Linux', '--ActiveAddressType', 'Private', '--HostPrivateAddress', '127.0.0.1'), 'HostId');
    await cli('api', 'ModifyHostsPort', '--HostIds', JSON.stringify([HostId]), '--ProtocolName', 'SSH', '--Port', String(target.port));
    const account = await cli('api', 'CreateHostAccount', '--HostId', HostId, '--ProtocolName', 'SSH', '--HostAccountName', target.user, '--param-file', `PrivateKey=${key.path}`);
    await cli('api', 'AttachHostAccountsToUser', '--UserId', UserId, '--Hosts', JSON.stringify([{ HostId, HostAccountIds: [ids(account, 'HostAccountId')] }]));

    expect(await cli('hostkey', 'scan', '--accept')).toMatchObject({ Hosts: [{ HostName: 'web-1', State: 'accepted' }] });
    expect(await cli('hostkey', 'scan')).toMatchObject({ Hosts: [{ State: 'same' }] });

    await using client = await startSsh({ port: Number(server.ssh.split(':').at(-1)), user: `zhang@${target.user}@web-1`, key: key.path, command: 'echo recorded-$((40+2)); exit 7' });
    expect(await client.ended(20_000)).toMatchObject({ status: 7, stdout: 'recorded-42\n' });

    const { Sessions } = await cli('sessions') as { readonly Sessions: readonly Answer[] };
    expect(Sessions).toMatchObject([{ UserName: 'zhang', HostName: 'web-1', State: 'ended', HasRecording: true }]);
    const session = ids(Sessions[0] ?? {}, 'SessionId');
    const cast = dir.file('session.cast');
    expect((await sallyport(['export', session, '--data', data, '--output', cast])).code).toBe(0);
    expect(JSON.parse((await readFile(cast, 'utf8')).split('\n')[0] ?? '')).toMatchObject({ version: 2 });
    expect(await readFile(cast, 'utf8')).toContain('recorded-42');
    for (const what of [session, cast]) expect((await sallyport(['play', what, '--data', data, '--speed', '100'])).stdout).toContain('recorded-42');
    const nothing = await sallyport(['play', 'no-such.cast', '--data', data]);
    expect(nothing).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no-such.cast is neither a file nor a session id') as string });
    expect(await cli('audit', '--kind', 'api.ExportRecording')).toMatchObject({ TotalCount: 2 });
    expect((await server.stop()).code).toBe(0);

    expect((await sallyport(['export', session, '--offline', '--data', data])).stdout).toBe(await readFile(cast, 'utf8'));
    expect(await cli('verify', '--offline')).toMatchObject({ recordings: { checked: 1, incomplete: 0, damaged: [] } });
    const recordings = join(data, 'recordings');
    const file = (await readdir(recordings, { recursive: true })).find((name) => name.endsWith('.srec')) ?? '';
    const bytes = await readFile(join(recordings, file));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40);
    await writeFile(join(recordings, file), bytes);
    const verdict = await sallyport(['verify', '--offline', '--data', data, '--json']);
    expect(verdict.code).toBe(1);
    expect(JSON.parse(verdict.stdout)).toMatchObject({ chain: { checked: expect.any(Number) as number }, recordings: { damaged: [{ sessionId: session }] } });
  }, 90_000);
});
