import { catalogue } from '@sallyport/contract';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseApiArguments } from '../src/cli/api/arguments.ts';
import { describeOperation } from '../src/cli/api/describe.ts';
import { pairsFor } from '../src/cli/api/pairs.ts';
import { temporary } from './directory.ts';

describe('words of "sallyport api"', () => {
  it('tells parameters from options, and takes any value', () => {
    const given = parseApiArguments(['LockUsers', '--UserIds', '["1"]', '--data', 'd', '--Comment=-x=1', '--Offset', '-1', '--param-file', 'Password=/a=b', '--json']);
    expect(given).toMatchObject({ action: 'LockUsers', wish: 'call', output: 'json', connect: { data: 'd', insecure: false } });
    expect([...given.parameters]).toEqual([['UserIds', '["1"]'], ['Comment', '-x=1'], ['Offset', '-1']]);
    expect([...given.files]).toEqual([['Password', '/a=b']]);
  });

  it.each([
    [['LockUsers', 'GetUser']], [['LockUsers', '--UserIds']], [['LockUsers', '--UserIds', '1', '--UserIds', '2']], [['LockUsers', '--dta', 'x']],
    [['--param-file', 'Password']], [['--param-file', 'password=x']], [['--json=yes']],
  ])('refuses %j as usage', (words) => {
    expect(() => parseApiArguments(words)).toThrow(expect.objectContaining({ code: 'USAGE', exitCode: 2 }));
  });

  it('fills in the instance, reads files and encodes them where the declaration says so', async () => {
    const file = join(await temporary(), 'secret');
    await writeFile(file, 'correct horse\n');
    const call = (operation: keyof typeof catalogue, ...words: string[]) => pairsFor(catalogue[operation], parseApiArguments([operation, ...words]), 'bastionhost-1');
    expect(Object.fromEntries(await call('CreateUser', '--UserName', 'zhang', '--Source', 'Local', '--param-file', `Password=${file}`))).toEqual({
      UserName: 'zhang', Source: 'Local', Password: 'correct horse', InstanceId: 'bastionhost-1',
    });
    expect((await call('CreateUserPublicKey', '--UserId', '1', '--PublicKeyName', 'k', '--param-file', `PublicKey=${file}`)).get('PublicKey')).toBe(Buffer.from('correct horse\n').toString('base64'));
    expect((await call('LockUsers', '--UserIds', '["1"]', '--InstanceId', 'other')).get('InstanceId')).toBe('other');
    expect((await call('AttachHostAccountsToUser', '--UserId', '1', '--Hosts.1.HostId', '7')).get('Hosts.1.HostId')).toBe('7');
  });

  it('names what is unknown or missing before anything is sent', async () => {
    const call = (...words: string[]) => pairsFor(catalogue.LockUsers, parseApiArguments(words), 'i');
    await expect(call('--UserId', '1')).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('--UserIds') as string });
    await expect(call()).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('needs --UserIds') as string });
    await expect(call('--UserIds', '[]', '--param-file', 'UserIds=/none')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each(Object.values(catalogue).map((operation) => [operation.action, operation] as const))('helps with %s out of its declaration', (action, operation) => {
    const help = describeOperation(operation);
    expect(help).toContain(`sallyport api ${action} --data DIR`);
    for (const name of Object.keys(operation.params)) expect(help).toContain(`--${name} `);
  });
});
