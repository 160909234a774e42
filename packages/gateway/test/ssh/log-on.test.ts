import { access } from 'node:fs/promises';
import { DENY_PHRASES } from '@sallyport/core';
import { mayMakeAccounts, passwordAccount, poll, sshKey, startSshd } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATE_PHRASES } from '../../src/session/gate/refusal.ts';
import { INSTANCE, SCOPE, addAccount, addAsset, addEngineer, audited, endedSession, grant, lock, replay } from '../bastion.ts';
import { containing, matching } from '../matchers.ts';
import { setStage, shellPid } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => { stage = await setStage(); });
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

describe('a log-on', () => {
  it('opens a shell on the target, records it and closes its books', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    await ssh.waitFor(/[#$] $/);
    ssh.type('echo "it is $((6*7))"\r');
    await ssh.waitFor('it is 42');
    ssh.type('exit 7\r');
    expect((await ssh.ended()).status).toBe(7);
    const row = await endedSession(stage.bastion.store, 'client-closed');
    expect(row).toMatchObject({ userName: 'zhang', hostName: 'web-1', clientAddress: '127.0.0.1', targetAddress: '127.0.0.1', ticketId: null });
    expect(row.firstByteAt).not.toBeNull();
    expect((await replay(stage.bastion, row.recording)).cast).toContain('it is 42');
    const [start] = await audited(stage.bastion.store, 'session.start');
    expect(start).toMatchObject({ sessionId: row.id, sourceAddress: '127.0.0.1', details: { method: 'publickey', key: containing('SHA256:') } });
    expect(start!.details['decision']).toContainEqual(expect.objectContaining({ rule: 'grant', outcome: 'pass' }));
  });

  it('runs a command with a clean stdout and the exit status of the target', async () => {
    await using ssh = await stage.logOn({ command: 'echo out; echo err >&2; exit 3' });
    expect(await ssh.ended()).toMatchObject({ status: 3, stdout: 'out\n', stderr: 'err\n' });
    expect((await endedSession(stage.bastion.store, 'client-closed')).firstByteAt).not.toBeNull();
  });

  it.each(['pipe', 'terminal'] as const)('hands input that was typed ahead to the target (%s)', async (input) => {
    await using ssh = await stage.logOn({ input, command: 'read line; echo "got $line"' });
    ssh.type('early\n');
    expect((await ssh.ended()).stdout).toContain('got early');
  });

  it('opens an encrypted key of the vault with its pass phrase', async () => {
    const { store } = stage.bastion;
    const encrypted = await sshKey(stage.bastion.dir, 'encrypted', 'ed25519', 'open sesame');
    await using sshd = await startSshd({ authorizedKeys: [encrypted.publicLine] });
    const asset = await addAsset(stage.bastion, sshd, 'locked-key', encrypted);
    const passPhrase = await store.vault.seal({ instanceId: INSTANCE, table: 'host_accounts', row: asset.accountId, field: 'pass_phrase' }, Buffer.from('open sesame'));
    await store.hostAccounts.setCredentials(INSTANCE, asset.accountId, { passPhrase });
    await grant(store, stage.zhang.id, asset);
    await using ssh = await stage.logOn({ user: `zhang@${sshd.user}@locked-key`, command: 'echo in' });
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: 'in\n' });
    await store.hosts.delete(SCOPE, asset.hostId);
  });

  it('carries several channels of one connection in one session', async () => {
    const socket = stage.bastion.dir.file('mux');
    const before = (await stage.bastion.store.sessions.list(INSTANCE, {}, { number: 1, size: 1 })).total;
    await using master = await stage.logOn({ input: 'pipe', args: ['-M', '-S', socket], command: 'cat' });
    await poll('the master listens', 5_000, () => access(socket).then(() => true as const, () => undefined));
    for (const status of [0, 4]) {
      await using slave = await stage.logOn({ args: ['-S', socket], input: 'pipe', command: `echo on; exit ${status}` });
      expect(await slave.ended()).toMatchObject({ status, stdout: 'on\n' });
    }
    master.closeInput();
    await master.ended();
    await endedSession(stage.bastion.store, 'client-closed');
    expect((await stage.bastion.store.sessions.list(INSTANCE, {}, { number: 1, size: 1 })).total).toBe(before + 1);
  });

  it('finds the host by address and by id too', async () => {
    for (const host of ['127.0.0.1', stage.web.hostId]) {
      await using ssh = await stage.logOn({ user: `zhang@${stage.sshd.user}@${host}`, command: 'echo here' });
      expect(await ssh.ended()).toMatchObject({ status: 0, stdout: 'here\n' });
    }
  });

  it.skipIf(!mayMakeAccounts())('uses a vaulted password', async () => {
    await using account = await passwordAccount();
    await using sshd = await startSshd({ passwords: 'yes' });
    const asset = await addAsset(stage.bastion, sshd, 'pw-1', stage.targetKey);
    const { store } = stage.bastion;
    const id = await store.hostAccounts.create({ ...SCOPE, hostId: asset.hostId, name: account.name, protocol: 'SSH', privilegeType: 'Normal', rotationMode: 'Privileged', hostShareKeyId: '', createdAt: Date.now() });
    const password = await store.vault.seal({ instanceId: INSTANCE, table: 'host_accounts', row: id, field: 'password' }, Buffer.from(account.password));
    await store.hostAccounts.setCredentials(INSTANCE, id, { password });
    await grant(store, stage.zhang.id, { hostId: asset.hostId, accountId: id });
    await using ssh = await stage.logOn({ user: `zhang@${account.name}@pw-1`, command: 'id -un' });
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: `${account.name}\n` });
    await store.hosts.delete(SCOPE, asset.hostId);
  });
});

describe('a refused log-on', () => {
  async function refused(user: string, key = stage.zhang.key.path): Promise<string> {
    await using ssh = await stage.logOn({ user, key, command: 'true' });
    const said = await ssh.ended();
    expect(said).toMatchObject({ status: 255, stdout: '' });
    return said.stderr;
  }

  it('tells a foreign host and one that does not exist the same', async () => {
    await addAsset(stage.bastion, stage.sshd, 'foreign', stage.targetKey);
    const [foreign, nowhere] = [await refused(`zhang@${stage.sshd.user}@foreign`), await refused(`zhang@${stage.sshd.user}@nowhere`)];
    expect(foreign).toBe(nowhere);
    expect(foreign).toContain(DENY_PHRASES.NOT_GRANTED.en);
    const [event] = await audited(stage.bastion.store, 'session.refused');
    expect(event).toMatchObject({ outcome: 'NOT_GRANTED', actor: { kind: 'user', name: 'zhang' }, details: { asked: `${stage.sshd.user}@nowhere` } });
  });

  it('names the choices when several granted hosts share an address', async () => {
    const twin = await addAsset(stage.bastion, stage.sshd, 'twin', stage.targetKey);
    await grant(stage.bastion.store, stage.zhang.id, twin);
    const said = await refused(`zhang@${stage.sshd.user}@127.0.0.1`);
    expect(said).toContain(`${stage.web.hostId} (web-1), ${twin.hostId} (twin)`);
    await stage.bastion.store.hosts.delete(SCOPE, twin.hostId);
  });

  it('tells who holds a host without accounts that he needs one', async () => {
    const { store } = stage.bastion;
    const bare = await addAsset(stage.bastion, stage.sshd, 'bare', stage.targetKey);
    await store.transact(async (tx) => { await tx.grants.grantHosts(INSTANCE, stage.zhang.id, [bare.hostId], '0', tx.now); });
    expect(await refused(`zhang@${stage.sshd.user}@bare`)).toContain(DENY_PHRASES.ACCOUNT_REQUIRED.en);
    const [event] = await audited(store, 'session.refused');
    expect(event).toMatchObject({ outcome: 'ACCOUNT_REQUIRED', actor: { name: 'zhang' }, details: { asked: `${stage.sshd.user}@bare` } });
    await store.hosts.delete(SCOPE, bare.hostId);
  });

  it('speaks Chinese to whoever reads Chinese', async () => {
    const wang = await addEngineer(stage.bastion, 'wang', { language: 'zh-cn' });
    expect(await refused(`wang@${stage.sshd.user}@web-1`, wang.key.path)).toContain(DENY_PHRASES.NOT_GRANTED.zh);
    // On the channel: in a disconnect message OpenSSH would print octal numbers.
    await lock(stage.bastion.store, wang.id);
    expect(await refused(`wang@${stage.sshd.user}@web-1`, wang.key.path)).toContain(`[sallyport] ${DENY_PHRASES.USER_LOCKED.zh}`);
  });

  it('says a lock only after the key has been proven', async () => {
    const locked = await addEngineer(stage.bastion, 'locked');
    await lock(stage.bastion.store, locked.id);
    expect(await refused(`locked@${stage.sshd.user}@web-1`, locked.key.path)).toContain(DENY_PHRASES.USER_LOCKED.en);
    const stranger = await refused(`locked@${stage.sshd.user}@web-1`);
    expect(stranger).toContain('Permission denied (publickey,password)');
    expect(stranger).not.toContain('locked by');
  });

  it('sends nothing to a host whose key has changed, and audits it', async () => {
    const sshd = await startSshd({ authorizedKeys: [stage.targetKey.publicLine] });
    const asset = await addAsset(stage.bastion, sshd, 'rekeyed', stage.targetKey);
    await grant(stage.bastion.store, stage.zhang.id, asset);
    const login = `zhang@${sshd.user}@rekeyed`;
    await using first = await stage.logOn({ user: login, command: 'true' });
    expect((await first.ended()).status).toBe(0);
    expect((await audited(stage.bastion.store, 'hostkey.pinned'))[0]).toMatchObject({ details: { host: 'rekeyed', fingerprint: matching(/^SHA256:/) } });
    await sshd[Symbol.asyncDispose]();
    await using other = await startSshd({ authorizedKeys: [stage.targetKey.publicLine], port: sshd.port });
    expect(await refused(login)).toContain(GATE_PHRASES.HOST_KEY_CHANGED.en);
    expect(other.log()).not.toContain('Accepted');
    expect((await audited(stage.bastion.store, 'hostkey.changed'))[0]).toMatchObject({ outcome: 'HOST_KEY_CHANGED', details: { host: 'rekeyed' } });
    await stage.bastion.store.hosts.delete(SCOPE, asset.hostId);
  });

  it('waits for an administrator where first keys are approved', async () => {
    await using strict = await setStage({ target: { hostKeyMode: 'approve' } });
    await using ssh = await strict.logOn({ command: 'true' });
    expect((await ssh.ended()).stderr).toContain(GATE_PHRASES.HOST_KEY_UNAPPROVED.en);
    expect(strict.sshd.log()).not.toContain('Accepted');
    const [key] = strict.sshd.hostKeys;
    await strict.bastion.store.hostKeyPins.pin(INSTANCE, { hostId: strict.web.hostId, port: null, algorithm: key!.algorithm, blob: key!.blob, fingerprintSha256: '', fingerprintMd5: '', pinnedAt: 0, pinnedBy: 'admin' });
    await using again = await strict.logOn({ command: 'true' });
    expect((await again.ended()).status).toBe(0);
  });

  it('says what the target did not accept, and that it cannot be reached', async () => {
    const wrong = await sshKey(stage.bastion.dir, 'wrong');
    const accountId = await addAccount(stage.bastion, stage.web.hostId, 'nobody', wrong);
    await grant(stage.bastion.store, stage.zhang.id, { ...stage.web, accountId });
    expect(await refused('zhang@nobody@web-1')).toContain(GATE_PHRASES.TARGET_LOGIN_FAILED.en);
    const down = await addAsset(stage.bastion, { port: 1, user: 'root' }, 'down', stage.targetKey);
    await grant(stage.bastion.store, stage.zhang.id, down);
    expect(await refused('zhang@root@down')).toContain(GATE_PHRASES.TARGET_UNREACHABLE.en);
    await stage.bastion.store.hosts.delete(SCOPE, down.hostId);
  });

  it('does not reach addresses that no target may have', async () => {
    const metadata = await addAsset(stage.bastion, stage.sshd, 'metadata', stage.targetKey, { privateAddress: '169.254.169.254' });
    await grant(stage.bastion.store, stage.zhang.id, metadata);
    expect(await refused(`zhang@${stage.sshd.user}@metadata`)).toContain(GATE_PHRASES.TARGET_ADDRESS_DENIED.en);
    await stage.bastion.store.hosts.delete(SCOPE, metadata.hostId);
  });

  it('has no subsystems and no forwards yet, and says so on stderr', async () => {
    await using sftp = await stage.logOn({ args: ['-s'], command: 'sftp' });
    expect(await sftp.ended()).toMatchObject({ status: 255, stdout: '', stderr: containing(GATE_PHRASES.SUBSYSTEM_UNAVAILABLE.en) });
    await using forward = await stage.logOn({ args: ['-o', 'ExitOnForwardFailure=yes', '-R', '127.0.0.1:0:127.0.0.1:1'], command: 'true' });
    expect((await forward.ended()).status).toBe(255);
    await poll('the forward is audited', 5_000, async () => (await audited(stage.bastion.store, 'request.refused')).find((event) => event.outcome === 'FORWARD_UNAVAILABLE'));
  });
});

describe('a connection', () => {
  it('that loses its client ends its session on the target too', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    await shellPid(ssh);
    process.kill(ssh.pid, 'SIGKILL');
    await endedSession(stage.bastion.store, 'client-closed');
    expect(stage.bastion.gateway.sessions).toBe(0);
  });

  it('that loses its target is told', async () => {
    await using sshd = await startSshd({ authorizedKeys: [stage.targetKey.publicLine] });
    const asset = await addAsset(stage.bastion, sshd, 'dying', stage.targetKey);
    await grant(stage.bastion.store, stage.zhang.id, asset);
    await using ssh = await stage.logOn({ user: `zhang@${sshd.user}@dying`, input: 'tty' });
    await shellPid(ssh);
    await sshd.stop();
    const said = await ssh.ended();
    expect(said.stdout).toContain('The asset closed the connection.');
    await endedSession(stage.bastion.store, 'target-closed');
    await stage.bastion.store.hosts.delete(SCOPE, asset.hostId);
  });
});
