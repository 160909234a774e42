import { DENY_PHRASES } from '@sallyport/core';
import type { DenyCode, Store } from '@sallyport/core';
import { isRunning, poll } from '@sallyport/testkit';
import type { SshClient } from '@sallyport/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, SCOPE, addAsset, addEngineer, addPolicy, audited, decideTicket, detach, endedSession, grant, lock, pendingTicket, replay } from '../bastion.ts';
import type { Asset, Engineer } from '../bastion.ts';
import { containing } from '../matchers.ts';
import { setStage, shellPid } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

interface Scene {
  readonly engineer: Engineer;
  readonly asset: Asset;
  readonly ssh: SshClient;
  readonly pid: number;
  readonly store: Store;
}

let scenes = 0;

/** A new engineer at work on a host of his own, so that one test's change touches no other. */
async function atWork(before: (engineer: Engineer, asset: Asset) => Promise<void> = async () => undefined): Promise<Scene & AsyncDisposable> {
  scenes += 1;
  const { bastion, sshd, targetKey } = stage;
  const engineer = await addEngineer(bastion, `li${scenes}`);
  const asset = await addAsset(bastion, sshd, `app-${scenes}`, targetKey);
  await grant(bastion.store, engineer.id, asset);
  await before(engineer, asset);
  const ssh = await stage.logOn({ user: `${engineer.name}@${sshd.user}@app-${scenes}`, key: engineer.key.path, input: 'tty' });
  return { engineer, asset, ssh, pid: await shellPid(ssh), store: bastion.store, [Symbol.asyncDispose]: () => ssh[Symbol.asyncDispose]() };
}

/** Everything that a cut promises. */
async function expectCut(scene: Scene, code: DenyCode): Promise<void> {
  const said = await scene.ssh.ended(5_000);
  expect(said.stdout).toContain(DENY_PHRASES[code].en);
  expect(said.status).toBe(255);
  await poll('the shell on the target is gone', 5_000, () => (isRunning(scene.pid) ? undefined : true));
  const row = await endedSession(scene.store, code);
  expect(row.bytesFromClient).toBeGreaterThan(0);
  const [event] = await audited(scene.store, 'session.end');
  expect(event).toMatchObject({ sessionId: row.id, outcome: code, details: { reason: code, note: containing('background processes may survive') } });
  const recorded = await replay(stage.bastion, row.recording);
  expect(recorded.reason).toBe(code);
  expect(recorded.cast).toContain('shell=');
}

beforeAll(async () => { stage = await setStage(); });
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

describe('a running session ends by the hint alone', () => {
  it('when its user is locked', async () => {
    await using scene = await atWork();
    await lock(scene.store, scene.engineer.id);
    await expectCut(scene, 'USER_LOCKED');
  });

  it('when its user is deleted', async () => {
    await using scene = await atWork();
    await scene.store.transact(async (tx) => {
      await tx.users.delete(INSTANCE, scene.engineer.id);
      tx.hint({ instanceId: INSTANCE, kind: 'user', id: scene.engineer.id });
    });
    await expectCut(scene, 'USER_NOT_FOUND');
  });

  it('when its grant is taken away, and the session of the same user on another account goes on', async () => {
    let other = '';
    await using scene = await atWork(async (engineer, asset) => {
      other = `also-${asset.hostId}`;
      const second = await addAsset(stage.bastion, stage.sshd, other, stage.targetKey);
      await grant(stage.bastion.store, engineer.id, second);
    });
    await using second = await stage.logOn({ user: `${scene.engineer.name}@${stage.sshd.user}@${other}`, key: scene.engineer.key.path, input: 'tty' });
    await shellPid(second);
    await detach(scene.store, scene.engineer.id, scene.asset);
    expect((await scene.ssh.ended()).stdout).toContain(DENY_PHRASES.NOT_GRANTED.en);
    second.type('echo still $((1+1))\r');
    await second.waitFor('still 2');
    const rows = (await scene.store.sessions.list(INSTANCE, { userId: scene.engineer.id }, { number: 1, size: 10 })).items;
    expect(new Map(rows.map((row) => [row.hostName, row.endReason]))).toEqual(new Map([[other, null], [`app-${scenes}`, 'NOT_GRANTED']]));
  });

  it('when the account is deleted', async () => {
    await using scene = await atWork();
    await scene.store.transact(async (tx) => {
      await tx.hostAccounts.delete(SCOPE, scene.asset.accountId);
      tx.hint({ instanceId: INSTANCE, kind: 'account', id: scene.asset.accountId });
    });
    await expectCut(scene, 'ACCOUNT_NOT_FOUND');
  });

  it('when the host is deleted', async () => {
    await using scene = await atWork();
    await scene.store.transact(async (tx) => {
      await tx.hosts.delete(SCOPE, scene.asset.hostId);
      tx.hint({ instanceId: INSTANCE, kind: 'host', id: scene.asset.hostId });
    });
    await expectCut(scene, 'ASSET_NOT_FOUND');
  });

  it('when an administrator ends it', async () => {
    await using scene = await atWork();
    const [row] = (await scene.store.sessions.list(INSTANCE, { live: true, userId: scene.engineer.id }, { number: 1, size: 1 })).items;
    await scene.store.transact(async (tx) => {
      await tx.sessions.requestEnd(INSTANCE, row!.id, tx.now, 'lunch');
      tx.hint({ instanceId: INSTANCE, kind: 'session', id: row!.id });
    });
    await expectCut(scene, 'SESSION_ENDED');
    expect(scene.ssh.stdout()).toContain('lunch');
  });

  it('when a policy is switched on that cuts, and goes on under one that does not', async () => {
    await using scene = await atWork();
    const id = await addPolicy(scene.store, { name: 'tighten' });
    try {
      await poll('the tightening is audited', 5_000, async () => (await audited(scene.store, 'session.tightened'))[0]);
      scene.ssh.type('echo on $((2+3))\r');
      await scene.ssh.waitFor('on 5');
      await scene.store.transact(async (tx) => {
        await tx.policies.modify(SCOPE, id, { onTighten: 'cut' });
        tx.hint({ instanceId: INSTANCE, kind: 'policy', id });
      });
      await expectCut(scene, 'APPROVAL_REQUIRED');
    } finally {
      await scene.store.policies.delete(SCOPE, id);
    }
  });
});

describe('a running session ends by the clock alone', () => {
  it('when the validity of its user ends', async () => {
    const end = Math.ceil(Date.now() / 1000) + 2;
    await using scene = await atWork(async (engineer) => { await stage.bastion.store.users.modify(INSTANCE, engineer.id, { effectiveEnd: end }); });
    await expectCut(scene, 'USER_EXPIRED');
    expect(Date.now()).toBeGreaterThanOrEqual(end * 1000);
    expect(Date.now()).toBeLessThan(end * 1000 + 2_000);
  });
});

describe('a session on a ticket ends', () => {
  let policy: string;
  beforeAll(async () => { policy = await addPolicy(stage.bastion.store, { name: 'ask' }); });
  afterAll(async () => { await stage.bastion.store.policies.delete(SCOPE, policy); });

  async function approved(more: Parameters<typeof decideTicket>[4]): Promise<Scene & { readonly ticket: string } & AsyncDisposable> {
    const working = atWork();
    const ticket = await pendingTicket(stage.bastion.store);
    await decideTicket(stage.bastion.store, ticket, 'accept', '', more);
    return { ...await working, ticket };
  }

  it('with its window', async () => {
    const effectEnd = Date.now() + 3_000;
    await using scene = await approved({ effectEnd });
    await expectCut(scene, 'TICKET_OVER');
    expect(Date.now()).toBeGreaterThanOrEqual(effectEnd);
  });

  it('when the ticket is revoked, with the words of whoever did', async () => {
    await using scene = await approved({ effectEnd: Date.now() + 600_000 });
    await decideTicket(scene.store, scene.ticket, 'revoke', 'change freeze\u001b[31m');
    await expectCut(scene, 'TICKET_REVOKED');
    expect(scene.ssh.stdout()).toContain('change freeze [31m');
  });

  it('and a ticket for one log-on is over with it', async () => {
    await using scene = await approved({});
    scene.ssh.type('exit\r');
    await scene.ssh.ended();
    await endedSession(scene.store, 'client-closed');
    expect(await scene.store.tickets.get(SCOPE, scene.ticket)).toMatchObject({ state: 'finished' });
  });
});

describe('a running session ends by the sweep alone', () => {
  it('when its user is locked and every hint is lost', async () => {
    await using lonely = await setStage({ watch: { sweepMs: 300, dropHints: true } });
    await using ssh = await lonely.logOn({ input: 'tty' });
    await shellPid(ssh);
    await lock(lonely.bastion.store, lonely.zhang.id);
    expect((await ssh.ended(5_000)).stdout).toContain(DENY_PHRASES.USER_LOCKED.en);
    await endedSession(lonely.bastion.store, 'USER_LOCKED');
  });
});
