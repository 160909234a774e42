import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descendants, isRunning, leakCheck, mayMakeAccounts, passwordAccount, run, sshKey, startSsh, startSshd, tempDir } from '@sallyport/testkit';
import type { SshKey, Sshd, TempDir } from '@sallyport/testkit';

describe('a real target and a real client', { timeout: 30_000 }, () => {
  let dir: TempDir;
  let key: SshKey;
  let sshd: Sshd;

  beforeAll(async () => {
    dir = await tempDir('peers');
    key = await sshKey(dir, 'engineer');
    sshd = await startSshd({ authorizedKeys: [key.publicLine], hostKeyTypes: ['ed25519', 'rsa'] });
  });
  afterAll(async () => {
    await sshd.stop();
    await dir[Symbol.asyncDispose]();
  });
  const hostKeys = (): string[] => sshd.hostKeys.map((hostKey) => `${hostKey.algorithm} ${hostKey.blob}`);

  it('run a command with clean output and status', async () => {
    await using ssh = await startSsh({ port: sshd.port, user: sshd.user, key: key.path, hostKeys: hostKeys(), command: 'echo out; echo err >&2; exit 7' });
    expect(await ssh.ended()).toEqual({ status: 7, stdout: 'out\n', stderr: 'err\n' });
  });

  it('refuse a host key that is not the expected one', async () => {
    await using ssh = await startSsh({ port: sshd.port, user: sshd.user, key: key.path, hostKeys: [`${key.algorithm} ${key.blob}`], command: 'true' });
    const exit = await ssh.ended();
    expect(exit.status).toBe(255);
    expect(exit.stderr).toContain('Host key verification failed');
  });

  it('type on a forced terminal', async () => {
    await using ssh = await startSsh({ port: sshd.port, user: sshd.user, key: key.path, input: 'terminal' });
    ssh.type('tty; echo $((6 * 7))\n');
    expect(await ssh.waitFor(/\r\n42\r\n/u)).toContain('/dev/pts/');
    ssh.type('exit 3\n');
    expect((await ssh.ended()).status).toBe(3);
  });

  it('change the size of the window', async () => {
    await using ssh = await startSsh({ port: sshd.port, user: sshd.user, key: key.path, input: 'tty', command: 'stty size; trap "stty size" WINCH; while :; do sleep 0.05; done' });
    await ssh.waitFor('24 80');
    await ssh.resize(132, 43);
    expect(await ssh.waitFor('43 132')).toContain('24 80');
  });

  it('say what the client said when a wait fails', async () => {
    await using ssh = await startSsh({ port: sshd.port, user: sshd.user, key: key.path, command: 'echo hello' });
    await expect(ssh.waitFor('never', 5_000)).rejects.toThrow(/before it said never; it said:\nhello/u);
  });

  it('leave nothing behind: no listener, no session, no program, no file', async () => {
    await using other = await startSshd({ authorizedKeys: [key.publicLine] });
    await using ssh = await startSsh({ port: other.port, user: other.user, key: key.path, input: 'terminal' });
    ssh.type('echo re\'\'ady; sleep 1000\n');
    await ssh.waitFor('ready');
    const family = [other.pid, ...descendants(other.pid)];
    expect(family.length).toBeGreaterThan(2);
    const file = other.hostKeys[0]?.path ?? '';
    expect(existsSync(file)).toBe(true);
    await other.stop();
    expect(family.filter(isRunning)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect((await ssh.ended()).status).toBe(255);
  });

  // Where the tests do not run as root there are no accounts to make; script/test runs these as root.
  it.runIf(mayMakeAccounts())('log on with a password to an account of its own, which is gone afterwards', async () => {
    await using target = await startSshd({ passwords: 'yes' });
    let name = '';
    {
      await using account = await passwordAccount();
      name = account.name;
      await using right = await startSsh({ port: target.port, user: account.name, password: account.password, command: 'id -un' });
      expect(await right.ended()).toMatchObject({ status: 0, stdout: `${account.name}\n` });
      await using wrong = await startSsh({ port: target.port, user: account.name, password: 'wrong', command: 'id -un' });
      expect((await wrong.ended()).status).toBe(255);
    }
    expect((await run('id', [name])).status).not.toBe(0);
  });
});

describe('leak check', () => {
  it('passes when all is closed and names what is not', async () => {
    const leaks = leakCheck();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    await expect(leaks.assertClean(50)).rejects.toThrow(/TCPServerWrap 1/u);
    server.close();
    await leaks.assertClean();
  });
});
