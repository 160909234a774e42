import { DENY_PHRASES } from '@sallyport/core';
import type { SshClient } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPE, addAsset, addEngineer, addPolicy, decideTicket, endedSession, grant, lock, pendingTicket } from '../bastion.ts';
import { containing } from '../matchers.ts';
import { setStage, shellPid } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ door: { idleMs: 2_500 } });
  for (let at = 1; at <= 25; at += 1) {
    const asset = await addAsset(stage.bastion, stage.sshd, `db-${String(at).padStart(2, '0')}`, stage.targetKey);
    await grant(stage.bastion.store, stage.zhang.id, asset);
  }
});
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

async function menu(): Promise<SshClient> {
  const ssh = await stage.logOn({ user: 'zhang', input: 'tty' });
  await ssh.waitFor('sallyport> ');
  return ssh;
}

describe('the menu', () => {
  it('lists, pages, filters and opens; the connection ends with the asset', async () => {
    await using ssh = await menu();
    expect(ssh.stdout()).toContain('   1  ');
    expect(ssh.stdout()).toContain('@web-1');
    expect(ssh.stdout()).not.toContain('@db-24');
    ssh.type('n\r');
    await ssh.waitFor('@db-24');
    ssh.type('db-07\r');
    await ssh.waitFor(/ 1 {2}\S+@db-07/);
    ssh.type('9\r');
    await ssh.waitFor('No asset has been shown with this number');
    ssh.type('open 1\r');
    const pid = await shellPid(ssh);
    expect(pid).toBeGreaterThan(0);
    ssh.type('exit 5\r');
    expect((await ssh.ended()).status).toBe(5);
    expect(await endedSession(stage.bastion.store, 'client-closed')).toMatchObject({ hostName: 'db-07' });
  });

  it('edits its line: Backspace, Ctrl-U, arrows', async () => {
    await using ssh = await menu();
    ssh.type('zzz\u0015hexp\u007f\u007f\u001b[Dlp\r');
    await ssh.waitFor('open an asset');
  });

  it.each([['exit', 'exit\r'], ['Ctrl-D', '\u0004'], ['Ctrl-C', '\u0003']])('is left by %s', async (_name, keys) => {
    await using ssh = await menu();
    ssh.type(keys);
    expect((await ssh.ended()).status).toBe(0);
  });

  it('ends when nothing is chosen', async () => {
    await using ssh = await menu();
    expect((await ssh.ended()).stdout).toContain('sallyport> \r\n[sallyport] Nothing was chosen for too long');
  });

  it('ends by a lock, at once', async () => {
    const sun = await addEngineer(stage.bastion, 'sun');
    await using ssh = await stage.logOn({ user: 'sun', key: sun.key.path, input: 'tty' });
    await ssh.waitFor('Nothing is granted to you');
    await lock(stage.bastion.store, sun.id);
    expect((await ssh.ended(1_500)).stdout).toContain(DENY_PHRASES.USER_LOCKED.en);
  });

  it('waits for approvals, and is there again after a rejection', async () => {
    const policy = await addPolicy(stage.bastion.store);
    try {
      await using ssh = await menu();
      ssh.type('1\r');
      const ticket = await pendingTicket(stage.bastion.store);
      await ssh.waitFor(`Ticket ${ticket} waits`);
      await decideTicket(stage.bastion.store, ticket, 'reject', 'no');
      await ssh.waitFor(DENY_PHRASES.TICKET_REJECTED.en);
      await ssh.waitFor(/rejected\. no[^]*sallyport> $/);
      ssh.type('exit\r');
      await ssh.ended();
    } finally {
      await stage.bastion.store.policies.delete(SCOPE, policy);
    }
  });

  it('needs a terminal', async () => {
    await using ssh = await stage.logOn({ user: 'zhang', command: 'ls' });
    expect(await ssh.ended()).toMatchObject({ status: 255, stdout: '', stderr: containing('The menu needs a terminal') });
  });

  it('lets go of a connection that asks for nothing', async () => {
    await using ssh = await stage.logOn({ user: 'zhang', args: ['-N'] });
    expect((await ssh.ended()).status).toBe(255);
  });
});

