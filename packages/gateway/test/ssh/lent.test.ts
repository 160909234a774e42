import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { DENY_PHRASES } from '@sallyport/core';
import type { DenyCode } from '@sallyport/core';
import { isRunning, poll, startSsh, startSshd } from '@sallyport/testkit';
import type { SshClient, SshOptions } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATE_PHRASES } from '../../src/session/gate/refusal.ts';
import { INSTANCE, SCOPE, addEngineer, audited, endedSession, grant, replay } from '../bastion.ts';
import type { Engineer } from '../bastion.ts';
import { closeCase, endLending, lend } from '../lending.ts';
import type { Lending, Lent } from '../lending.ts';
import { containing } from '../matchers.ts';
import { addHost, mayStage, setPasswordStage } from '../password-stage.ts';
import type { PasswordStage } from '../password-stage.ts';
import { shellPid } from './stage.ts';

let stage: PasswordStage;
let scenes = 0;

interface Scene {
  readonly wu: Engineer;
  readonly host: string;
  readonly hostId: string;
  readonly lent: Lent;
}

function lendTo(userId: string, hostId: string, changes: Partial<Lending> = {}): Promise<Lent> {
  const { bastion, account, sshd } = stage;
  return lend(bastion.store, { userId, hostId, account: account.name, password: Buffer.from(account.password), port: sshd.port, ...changes });
}

/** A new engineer, a new host, and an account of it that is lent to him and to nobody else. */
async function scene(changes: Partial<Lending> = {}): Promise<Scene> {
  scenes += 1;
  const { bastion } = stage;
  const wu = await addEngineer(bastion, `wu${scenes}`);
  const host = `db-${scenes}0`;
  const hostId = await addHost(bastion, host);
  return { wu, host, hostId, lent: await lendTo(wu.id, hostId, changes) };
}

function logOn({ wu, host }: Pick<Scene, 'wu' | 'host'>, options: Partial<SshOptions> = {}): Promise<SshClient> {
  const { bastion, account } = stage;
  return startSsh({ port: bastion.port, user: `${wu.name}@${account.name}@${host}`, key: wu.key.path, hostKeys: bastion.hostKeys, ...options });
}

async function refused(on: Pick<Scene, 'wu' | 'host'>): Promise<string> {
  await using ssh = await logOn(on, { command: 'true' });
  const said = await ssh.ended();
  expect(said).toMatchObject({ status: 255, stdout: '' });
  return said.stderr;
}

async function expectCut(ssh: SshClient, pid: number, code: DenyCode, words = ''): Promise<void> {
  const said = await ssh.ended(5_000);
  expect(said.status).toBe(255);
  expect(said.stdout).toContain(`${DENY_PHRASES[code].en}${words === '' ? '' : ` ${words}`}`);
  await poll('the shell on the target is gone', 5_000, () => (isRunning(pid) ? undefined : true));
  const row = await endedSession(stage.bastion.store, code);
  expect((await audited(stage.bastion.store, 'session.end'))[0]).toMatchObject({ sessionId: row.id, outcome: code, details: { reason: code, words } });
  expect((await replay(stage.bastion, row.recording)).reason).toBe(code);
}

/** Takes connections, and carries them to `port` once released. */
interface HoldingProxy extends AsyncDisposable {
  readonly port: number;
  dialled(): number;
  release(): void;
}

async function startHoldingProxy(port: number): Promise<HoldingProxy> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    held.add(socket);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    dialled: () => held.size,
    release: () => {
      for (const socket of held) {
        const far = connect(port, '127.0.0.1').on('error', () => undefined);
        socket.pipe(far).pipe(socket);
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of held) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

describe.skipIf(!mayStage)('an account that an authorization lends', () => {
  beforeAll(async () => { stage = await setPasswordStage(); });
  afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

  it('is one to its engineer like any other: log-in, session, recording, audit', async () => {
    const { bastion: { store }, account, sshd } = stage;
    const on = await scene();
    await using ssh = await logOn(on, { command: 'id -un' });
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: `${account.name}\n` });
    const row = await endedSession(store, 'client-closed');
    expect(row).toMatchObject({ accountId: on.lent.detailId, accountName: account.name, hostId: on.hostId, targetAddress: '127.0.0.1' });
    expect((await replay(stage.bastion, row.recording)).cast).toContain(account.name);
    const [start] = await audited(store, 'session.start');
    expect(start).toMatchObject({ sessionId: row.id, details: { authorizationId: on.lent.authorizationId, accountId: on.lent.detailId } });
    expect(start!.details['decision']).toContainEqual(expect.objectContaining({ rule: 'grant', outcome: 'pass', subject: on.lent.authorizationId, detail: 'authorization', validUntil: on.lent.expiresAt }));
    expect((await store.hosts.get(SCOPE, on.hostId))!.sshPort).not.toBe(sshd.port);
  });

  it('stands in its engineer\'s menu with its own port, and can be opened there', async () => {
    const on = await scene();
    await using ssh = await logOn(on, { user: on.wu.name, input: 'tty' });
    const shown = await ssh.waitFor('sallyport> ');
    expect(shown).toMatch(new RegExp(`1 +${stage.account.name}@${on.host} +127\\.0\\.0\\.1:${String(stage.sshd.port)}`));
    ssh.type('1\r');
    await shellPid(ssh);
  });

  it('is nobody else\'s, as if it did not exist', async () => {
    const on = await scene();
    const other = await addEngineer(stage.bastion, `other${scenes}`);
    expect(await refused({ wu: other, host: on.host })).toContain(DENY_PHRASES.NOT_GRANTED.en);
    expect(await refused({ wu: other, host: on.hostId })).toBe(await refused({ wu: other, host: 'nowhere' }));
  });

  it('cannot be used before its window, nor after it has ended', async () => {
    const early = await scene({ inMs: 600_000 });
    expect(await refused(early)).toContain('[sallyport]');
    const over = await scene();
    await endLending(stage.bastion.store, over.lent, 'cancel', 'enough');
    expect(await refused(over)).toContain('[sallyport]');
    expect(stage.bastion.gateway.sessions).toBe(0);
  });

  it('says that the host cannot be reached at a wrong port, and does not try the host\'s own', async () => {
    const on = await scene({ port: 1 });
    await stage.bastion.store.hosts.setPort(SCOPE, on.hostId, 'SSH', stage.sshd.port);
    expect(await refused(on)).toContain(GATE_PHRASES.TARGET_UNREACHABLE.en);
  });

  it('says that the host refuses a wrong password', async () => {
    const on = await scene({ password: Buffer.from('wrong') });
    expect(await refused(on)).toContain(GATE_PHRASES.TARGET_LOGIN_FAILED.en);
  });

  it('gives way to the host\'s own account of the same name', async () => {
    const { bastion: { store }, account } = stage;
    await using sshd = await startSshd({ passwords: 'yes' });
    const on = await scene();
    await store.hosts.setPort(SCOPE, on.hostId, 'SSH', sshd.port);
    const own = await store.hostAccounts.create({ ...SCOPE, hostId: on.hostId, name: account.name, protocol: 'SSH', privilegeType: 'Normal', rotationMode: 'Privileged', hostShareKeyId: '', createdAt: Date.now() });
    const password = await store.vault.seal({ instanceId: INSTANCE, table: 'host_accounts', row: own, field: 'password' }, Buffer.from(account.password));
    await store.hostAccounts.setCredentials(INSTANCE, own, { password });
    await grant(store, on.wu.id, { hostId: on.hostId, accountId: own });
    await using ssh = await logOn(on, { command: 'true' });
    expect((await ssh.ended()).status).toBe(0);
    expect((await endedSession(store, 'client-closed')).accountId).toBe(own);
    expect(sshd.log()).toContain('Accepted password');
  });

  it('lent twice: the one that lasts longer is used, and the session ends with that one alone', async () => {
    const { bastion: { store } } = stage;
    const on = await scene({ forMs: 600_000 });
    const longer = await lendTo(on.wu.id, on.hostId, { forMs: 1_200_000 });
    await using ssh = await logOn(on, { input: 'tty' });
    const pid = await shellPid(ssh);
    await endLending(store, on.lent, 'cancel', 'the short one');
    ssh.type('echo on $((2+3))\r');
    await ssh.waitFor('on 5');
    expect((await store.sessions.list(INSTANCE, { userId: on.wu.id, live: true }, { number: 1, size: 1 })).items[0]!.accountId).toBe(longer.detailId);
    await endLending(store, longer, 'cancel', 'the long one');
    await expectCut(ssh, pid, 'AUTHORIZATION_CANCELED', 'the long one');
  });
});

describe.skipIf(!mayStage)('a session on a lent account ends', () => {
  beforeAll(async () => { stage = await setPasswordStage(); });
  afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

  it('when the customer cancels, with his words', async () => {
    const on = await scene();
    await using ssh = await logOn(on, { input: 'tty' });
    const pid = await shellPid(ssh);
    await endLending(stage.bastion.store, on.lent, 'cancel', '问题已解决，谢谢');
    await expectCut(ssh, pid, 'AUTHORIZATION_CANCELED', '问题已解决，谢谢');
  });

  it('when whoever asked for it recalls it', async () => {
    const on = await scene();
    await using ssh = await logOn(on, { input: 'tty' });
    const pid = await shellPid(ssh);
    await endLending(stage.bastion.store, on.lent, 'recall');
    await expectCut(ssh, pid, 'AUTHORIZATION_RECALLED');
  });

  it('when its case is closed', async () => {
    const on = await scene();
    await using ssh = await logOn(on, { input: 'tty' });
    const pid = await shellPid(ssh);
    await closeCase(stage.bastion.store, on.lent, 'done');
    await expectCut(ssh, pid, 'CASE_CLOSED', 'done');
  });

  it('at its instant by the clock alone, and not before', async () => {
    const on = await scene({ forMs: 3_000 });
    await using ssh = await logOn(on, { input: 'tty' });
    const pid = await shellPid(ssh);
    await expectCut(ssh, pid, 'AUTHORIZATION_EXPIRED');
    const ended = (await endedSession(stage.bastion.store, 'AUTHORIZATION_EXPIRED')).endedAt!;
    expect(ended).toBeGreaterThanOrEqual(on.lent.expiresAt);
    expect(ended).toBeLessThan(on.lent.expiresAt + 1_000);
  });

  it('before it has begun, when the customer cancels while the host is being dialled', async () => {
    await using silent = await startHoldingProxy(stage.sshd.port);
    const on = await scene({ port: silent.port });
    await using ssh = await logOn(on, { command: 'true' });
    await poll('it is dialled', 5_000, () => (silent.dialled() > 0 ? true : undefined));
    await endLending(stage.bastion.store, on.lent, 'cancel', 'changed my mind');
    // At once: the dial would give up by itself only after ten seconds.
    expect((await ssh.ended(3_000)).stderr).toContain(`${DENY_PHRASES.AUTHORIZATION_CANCELED.en} changed my mind`);
    expect((await audited(stage.bastion.store, 'session.refused'))[0]).toMatchObject({ outcome: 'AUTHORIZATION_CANCELED', details: { words: containing('changed') } });
  });

  it('before it has begun, when the cancellation is seen by nothing but the missing secret', async () => {
    await using deaf = await setPasswordStage({ watch: { sweepMs: 0, dropHints: true } });
    const before = stage;
    stage = deaf;
    try {
      await using held = await startHoldingProxy(deaf.sshd.port);
      const on = await scene({ port: held.port });
      await using ssh = await logOn(on, { command: 'true' });
      await poll('it is dialled', 5_000, () => (held.dialled() > 0 ? true : undefined));
      await endLending(deaf.bastion.store, on.lent, 'cancel', 'unheard');
      held.release();
      expect((await ssh.ended()).stderr).toContain(`${DENY_PHRASES.AUTHORIZATION_CANCELED.en} unheard`);
      expect(deaf.sshd.log()).not.toContain('Accepted');
    } finally {
      stage = before;
    }
  });

  it('by the sweep alone, when every hint is lost', async () => {
    await using deaf = await setPasswordStage({ watch: { sweepMs: 200, dropHints: true } });
    const before = stage;
    stage = deaf;
    try {
      const on = await scene();
      await using ssh = await logOn(on, { input: 'tty' });
      const pid = await shellPid(ssh);
      await endLending(deaf.bastion.store, on.lent, 'cancel', 'unheard');
      await expectCut(ssh, pid, 'AUTHORIZATION_CANCELED', 'unheard');
    } finally {
      stage = before;
    }
  });
});
