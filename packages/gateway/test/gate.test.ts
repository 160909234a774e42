import { randomUUID } from 'node:crypto';
import { diskStorage } from '@sallyport/recording';
import { createSsh } from '@sallyport/ssh';
import { sshKey } from '@sallyport/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Identity, Voice } from '../src/session/gate/applicant.ts';
import { admit } from '../src/session/gate/gate.ts';
import type { Admitted, Connected, GateDeps } from '../src/session/gate/gate.ts';
import type { Refusal } from '../src/session/gate/refusal.ts';
import type { Target } from '../src/session/gate/target.ts';
import { Lease } from '../src/session/lease.ts';
import { SessionLedger } from '../src/session/session-ledger.ts';
import { AccessWatch } from '../src/session/watch/access-watch.ts';
import { INSTANCE, SCOPE, addAsset, addEngineer, audited, endedSession, grant, lock, startBastion } from './bastion.ts';
import type { Bastion } from './bastion.ts';
import { silent } from './watch/fakes.ts';

/** A leg is anything here: the gate does not look into it. */
type Leg = { closed: boolean };

let bastion: Bastion;
let identity: Identity;
let target: Target;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => { bastion = await startBastion(); });
afterAll(async () => {
  for (const end of ends) await end();
  await bastion?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  const { store } = bastion;
  const name = `u${randomUUID().slice(0, 8)}`;
  const engineer = await addEngineer(bastion, name);
  const asset = await addAsset(bastion, { port: 22, user: 'root' }, `h-${name}`, await sshKey(bastion.dir, `t-${name}`));
  await grant(store, engineer.id, asset);
  identity = { instanceId: INSTANCE, user: (await store.users.get(INSTANCE, engineer.id))!, sourceAddress: '192.0.2.7', method: 'publickey', keyFingerprint: '' };
  target = { host: (await store.hosts.get(SCOPE, asset.hostId))!, account: (await store.grants.operableAccount(SCOPE, asset.accountId))! };
});

async function gate(hints: 'heard' | 'dropped'): Promise<GateDeps> {
  const { store, settings, keys } = bastion;
  const watch = new AccessWatch({ reads: store.access, hints: store.hints, monotonic: () => performance.now(), log: silent, settings: { ...settings.watch, dropHints: hints === 'dropped' } });
  const node = { id: `n-${randomUUID()}`, publicKey: '' };
  const lease = new Lease({ nodes: store.nodes, node, now: () => Date.now(), monotonic: () => performance.now(), log: silent, settings: settings.lease, onLost: () => undefined });
  await watch.start();
  await lease.start();
  ends.push(async () => {
    watch.stop();
    await lease.release();
  });
  return {
    store, vault: store.vault, loans: store.loans, passwords: store.passwords, ssh: createSsh(), recordings: { storage: diskStorage(bastion.dir.file('recordings')), keys },
    node, now: () => Date.now(), monotonic: () => performance.now(), newSessionId: () => randomUUID(), log: silent, settings,
    watch, lease, ledger: new SessionLedger(store, silent),
  };
}

function voice(): Voice {
  const never = new AbortController().signal;
  return { language: 'en', interactive: false, say: () => undefined, live: () => undefined, gone: never, withdrawn: never, listen: () => () => undefined };
}

function enter(deps: GateDeps, leg: Leg, connecting: (stop: AbortSignal, to: Target) => Promise<void>): Promise<Admitted<Leg> | Refusal> {
  return admit(deps, {
    identity, target, voice: voice(), reason: '',
    connect: async (to, _sessionId, stop): Promise<Connected<Leg>> => {
      await connecting(stop, to);
      return { kind: 'connected', leg, address: '192.0.2.9', close: () => { leg.closed = true; } };
    },
  });
}

describe('the gate', () => {
  it('lets through who is allowed: registered, recorded and watched', async () => {
    const deps = await gate('heard');
    const leg = { closed: false };
    const admitted = await enter(deps, leg, () => Promise.resolve());
    expect(admitted.kind).toBe('admitted');
    if (admitted.kind !== 'admitted') return;
    expect(await bastion.store.sessions.get(INSTANCE, admitted.session.row.id)).toMatchObject({ endedAt: null, targetAddress: '192.0.2.9', recording: admitted.session.row.recording });
    expect([deps.watch.size, leg.closed]).toEqual([1, false]);
    admitted.watching.stop();
  });

  it('looks once more after the row stands: a lock that no hint told ends it there', async () => {
    const deps = await gate('dropped');
    const leg = { closed: false };
    const refused = await enter(deps, leg, () => lock(bastion.store, identity.user.id));
    expect(refused).toMatchObject({ kind: 'refused', code: 'USER_LOCKED' });
    expect([deps.watch.size, leg.closed]).toEqual([0, true]);
    const row = await endedSession(bastion.store, 'USER_LOCKED');
    expect((await audited(bastion.store, 'session.end'))[0]).toMatchObject({ sessionId: row.id, outcome: 'USER_LOCKED' });
  });

  it('stops a connection that is still being made, by the hint', async () => {
    const deps = await gate('heard');
    const leg = { closed: false };
    const refused = await enter(deps, leg, async (stop) => {
      await lock(bastion.store, identity.user.id);
      await new Promise((resolve) => { stop.addEventListener('abort', resolve, { once: true }); });
    });
    expect(refused).toMatchObject({ kind: 'refused', code: 'USER_LOCKED' });
    expect(leg.closed).toBe(true);
    expect((await bastion.store.sessions.list(INSTANCE, { userId: identity.user.id }, { number: 1, size: 1 })).total).toBe(0);
  });

  it('connects to the target as it stands now, not as a menu showed it or as it was before an approval', async () => {
    const deps = await gate('heard');
    await bastion.store.hosts.modify(SCOPE, target.host.id, { privateAddress: '10.77.0.1' });
    await bastion.store.hosts.setPort(SCOPE, target.host.id, 'SSH', 2222);
    await bastion.store.hostAccounts.modify(SCOPE, target.account.id, { name: 'deploy' });
    const dialled: unknown[] = [];
    const admitted = await enter(deps, { closed: false }, (_stop, { host, account }) => {
      dialled.push([host.privateAddress, host.sshPort, account.name]);
      return Promise.resolve();
    });
    expect(dialled).toEqual([['10.77.0.1', 2222, 'deploy']]);
    expect(admitted.kind === 'admitted' && admitted.session.row.accountName).toBe('deploy');
    if (admitted.kind === 'admitted') admitted.watching.stop();
  });

  it('lets nobody through whose node has stopped admitting while he waited', async () => {
    const deps = await gate('heard');
    const leg = { closed: false };
    const refused = await enter(deps, leg, () => {
      deps.lease.close();
      return Promise.resolve();
    });
    expect(refused).toMatchObject({ kind: 'refused', code: 'NODE_CLOSED' });
    expect([deps.watch.size, leg.closed]).toEqual([0, true]);
    expect(await endedSession(bastion.store, 'node-stopped')).toMatchObject({ userId: identity.user.id });
  });

  it('never connects for somebody who is denied, nor without a lease', async () => {
    const deps = await gate('heard');
    let connected = 0;
    const count = (): Promise<void> => {
      connected += 1;
      return Promise.resolve();
    };
    await lock(bastion.store, identity.user.id);
    expect(await enter(deps, { closed: false }, count)).toMatchObject({ code: 'USER_LOCKED' });
    deps.lease.close();
    expect(await enter(deps, { closed: false }, count)).toMatchObject({ code: 'NODE_CLOSED' });
    expect(connected).toBe(0);
  });
});
