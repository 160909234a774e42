import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshKey, startSsh, startSshd, tempDir } from '@sallyport/testkit';
import type { SshClient, SshKey, SshOptions, Sshd, TempDir } from '@sallyport/testkit';
import { INSTANCE, addAsset, addEngineer, endedSession, grant, startBastion } from '../bastion.ts';
import type { Asset, Bastion, Engineer } from '../bastion.ts';

let dir: TempDir;
let key: SshKey;
let sshd: Sshd;
let bastion: Bastion;
let zhang: Engineer;
let web: Asset;

beforeAll(async () => {
  dir = await tempDir('log-on');
  key = await sshKey(dir, 'target');
  sshd = await startSshd({ authorizedKeys: [key.publicLine] });
  bastion = await startBastion();
  zhang = await addEngineer(bastion, 'zhang');
  web = await addAsset(bastion, sshd, 'web-1', key);
  await grant(bastion.store, zhang.id, web);
});

afterAll(async () => {
  await bastion?.[Symbol.asyncDispose]();
  await sshd?.[Symbol.asyncDispose]();
  await dir?.[Symbol.asyncDispose]();
});

function logOn(options: Partial<SshOptions> = {}): Promise<SshClient> {
  return startSsh({ port: bastion.port, user: `zhang@${sshd.user}@web-1`, key: zhang.key.path, ...options });
}

describe('a log-on', () => {
  it('opens a shell on the target, records it and closes its books', async () => {
    await using ssh = await logOn({ input: 'tty' });
    await ssh.waitFor(/[#$] $/);
    ssh.type('echo "it is $((6*7))"\r');
    await ssh.waitFor('it is 42');
    ssh.type('exit 7\r');
    expect((await ssh.ended()).status).toBe(7);
    await endedSession(bastion.store, 'target-closed');
  });

  it('runs a command with a clean stdout and the exit status of the target', async () => {
    await using ssh = await logOn({ command: 'echo out; echo err >&2; exit 3' });
    expect(await ssh.ended()).toMatchObject({ status: 3, stdout: 'out\n', stderr: 'err\n' });
  });
});

void INSTANCE;
