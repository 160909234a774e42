import { freePort, startSshd, tempDir } from '@sallyport/testkit';
import { expect, it } from 'vitest';
import { sallyport, serve } from './cli.ts';

type Answer = Readonly<Record<string, unknown>>;

it('hostkey lists, scans, accepts and clears keys of another port than the host\'s own', async () => {
  await using dir = await tempDir('host-key-ports');
  const data = dir.file('data');
  const both = await freePort();
  await using own = await startSshd({ config: [`Port ${both}`] });
  const lent = await startSshd({ hostKeyTypes: ['ecdsa'] });
  const at = ['--port', String(lent.port)];
  const cli = async (...words: string[]): Promise<Answer> => {
    const { code, stdout, stderr } = await sallyport([...words, '--data', data, '--json']);
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return JSON.parse(stdout) as Answer;
  };
  const scan = async (...words: string[]): Promise<unknown> => (await cli('hostkey', 'scan', 'db-1', ...words))['Hosts'];
  expect((await sallyport(['init', '--data', data])).code).toBe(0);
  await using server = await serve(data);
  const { HostId } = await cli('api', 'CreateHost', '--HostName', 'db-1', '--Source', 'Local', '--OSType', 'Linux', '--ActiveAddressType', 'Private', '--HostPrivateAddress', '127.0.0.1');
  await cli('api', 'ModifyHostsPort', '--HostIds', JSON.stringify([HostId]), '--ProtocolName', 'SSH', '--Port', String(own.port));

  expect(await scan(...at, '--accept')).toMatchObject([{ State: 'accepted', Address: `127.0.0.1:${lent.port}`, PublicKey: lent.hostKeys[0]!.publicLine.split(' ').slice(0, 2).join(' ') }]);
  expect(await scan(...at)).toMatchObject([{ State: 'same' }]);
  expect(await scan()).toMatchObject([{ State: 'new' }]);
  expect(await scan('--accept')).toMatchObject([{ State: 'accepted' }]);
  expect(await scan('--port', String(both), '--accept')).toMatchObject([{ State: 'same' }]);
  expect(await cli('hostkey', 'list')).toMatchObject({ TotalCount: 2 });
  const { stdout } = await sallyport(['hostkey', 'list', 'db-1', '--data', data]);
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/u).slice(2, 4))).toEqual([['PORT', 'ALGORITHM'], ['ssh-ed25519', expect.stringMatching(/^SHA256:/u)], [String(lent.port), 'ecdsa-sha2-nistp256'], []]);

  await lent[Symbol.asyncDispose]();
  await using changed = await startSshd({ hostKeyTypes: ['ecdsa'], port: lent.port });
  expect(await scan(...at, '--accept')).toMatchObject([{ State: 'changed' }]);
  for (const port of ['', '0', '70000', 'x']) expect(await sallyport(['hostkey', 'clear', 'db-1', '--port', port, '--data', data])).toMatchObject({ code: 2, stdout: '' });
  expect(await cli('hostkey', 'clear', 'db-1', ...at)).toMatchObject({ Cleared: 1 });
  const [algorithm = '', blob = ''] = changed.hostKeys[0]!.publicLine.split(' ');
  await cli('hostkey', 'accept', 'db-1', algorithm, blob, ...at);
  expect(await scan(...at)).toMatchObject([{ State: 'same' }]);
  expect(await scan()).toMatchObject([{ State: 'same' }]);
  expect(await cli('hostkey', 'clear', 'db-1')).toMatchObject({ Cleared: 2 });
  expect((await server.stop()).code).toBe(0);
}, 90_000);
