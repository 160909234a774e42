import { rm, writeFile } from 'node:fs/promises';
import type { NodeRepository, Session, SessionEndReason } from '@sallyport/core';
import { isRunning, poll } from '@sallyport/testkit';
import { describe, expect, it } from 'vitest';
import { GATE_PHRASES } from '../../src/session/gate/refusal.ts';
import { INSTANCE, SCOPE, addEngineer, addPolicy, audited, decideTicket, endedSession, pendingTicket, replay } from '../bastion.ts';
import type { Bastion } from '../bastion.ts';
import type { Identity } from '../../src/session/gate/applicant.ts';
import { SessionLedger } from '../../src/session/session-ledger.ts';
import { Reaper } from '../../src/session/reaper.ts';
import { silent } from '../watch/fakes.ts';
import { setStage, shellPid } from './stage.ts';

function sessionRow(id: string, nodeId: string, ticketId: string, startedAt: number): Session {
  return {
    id, instanceId: INSTANCE, nodeId, userId: '1', userName: 'zhang', hostId: '2', hostName: 'web-1', accountId: '3', accountName: 'root', protocol: 'SSH',
    clientAddress: '127.0.0.1', targetAddress: '127.0.0.1', ticketId, policyId: null, startedAt, firstByteAt: null, endedAt: null, endReason: null,
    bytesFromClient: 0, bytesFromTarget: 0, recording: '',
  };
}

/** A row as a node leaves it that died with a session on a claimed ticket. */
async function deadSession(bastion: Bastion, nodeId: string, ticketId: string, firstByteAt: number | null): Promise<string> {
  const id = crypto.randomUUID();
  await bastion.store.transact(async (tx) => {
    await tx.sessions.create(sessionRow(id, nodeId, ticketId, tx.now));
    await tx.tickets.claim(INSTANCE, ticketId, id);
  });
  if (firstByteAt !== null) await bastion.store.sessions.firstByte(id, firstByteAt);
  return id;
}

async function acceptedTicket(bastion: Bastion, userId: string): Promise<string> {
  const { store } = bastion;
  const now = Date.now();
  const { ticket } = await store.tickets.openOrJoin({ ...SCOPE, userId, hostId: '2', accountId: '3', accountName: 'root', protocol: 'SSH', reason: '', effectCount: 1, effectStart: null, effectEnd: null }, now, now + 60_000, 5);
  await decideTicket(store, ticket.id, 'accept', '');
  return ticket.id;
}

describe('a node that stops', () => {
  it('tells everybody why, ends all sessions and is gone within five seconds', async () => {
    await using stage = await setStage();
    await using working = await stage.logOn({ input: 'tty' });
    const pid = await shellPid(working);
    await using menu = await stage.logOn({ user: 'zhang', input: 'tty' });
    await menu.waitFor('sallyport> ');
    const began = performance.now();
    await stage.bastion.gateway.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await working.ended()).stdout).toContain('The bastion is being stopped.');
    expect((await menu.ended()).stdout).toContain(GATE_PHRASES.NODE_STOPPING.en);
    const row = await endedSession(stage.bastion.store, 'node-stopped');
    expect((await replay(stage.bastion, row.recording)).reason).toBe('node-stopped');
    await poll('the shell is gone', 5_000, () => (isRunning(pid) ? undefined : true));
  });
});

describe('a session whose recording fails', () => {
  it('at its beginning is refused, and its ticket handed back', async () => {
    await using stage = await setStage();
    const { bastion } = stage;
    await addPolicy(bastion.store);
    await rm(bastion.dir.file('recordings'), { recursive: true, force: true });
    await writeFile(bastion.dir.file('recordings'), 'not a directory');
    await using ssh = await stage.logOn({ command: 'echo never' });
    const ticket = await pendingTicket(bastion.store);
    await decideTicket(bastion.store, ticket, 'accept', '');
    const said = await ssh.ended();
    expect(said).toMatchObject({ status: 255, stdout: '' });
    expect(said.stderr).toContain(GATE_PHRASES.RECORDING_UNAVAILABLE.en);
    await endedSession(bastion.store, 'recording-failed');
    expect(await bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'accepted', boundSessionId: null });
  });
});

describe('a session that says more than the disk takes', () => {
  it('is slowed down, not ended', async () => {
    await using stage = await setStage();
    await using ssh = await stage.logOn({ input: 'terminal', command: 'head -c 30000000 /dev/urandom | base64; echo done' });
    const said = await ssh.ended(18_000);
    expect(said.stdout.trimEnd().endsWith('done')).toBe(true);
    const row = await endedSession(stage.bastion.store, 'client-closed');
    expect(row.bytesFromTarget).toBeGreaterThan(40_000_000);
  });
});

describe('a session whose recording fails later', () => {
  it('is ended: no recording, no session', async () => {
    let full = false;
    await using stage = await setStage({}, {
      recordings: (real) => ({
        open: (path) => real.open(path),
        create: async (path) => {
          const sink = await real.create(path);
          return {
            append: (bytes) => (full ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) : sink.append(bytes)),
            sync: () => sink.sync(),
            close: () => sink.close(),
          };
        },
      }),
    });
    await using ssh = await stage.logOn({ input: 'tty' });
    const pid = await shellPid(ssh);
    full = true;
    ssh.type('echo more\r');
    expect((await ssh.ended()).stdout).toContain('The session can no longer be recorded.');
    await endedSession(stage.bastion.store, 'recording-failed');
    await poll('the shell is gone', 5_000, () => (isRunning(pid) ? undefined : true));
  });
});

/** The store's nodes behind a line that can be cut. */
class CutOff implements NodeRepository {
  gone = false;
  readonly #real: NodeRepository;

  constructor(real: NodeRepository) {
    this.#real = real;
  }

  renew(node: Parameters<NodeRepository['renew']>[0], leaseMs: number): Promise<number> {
    return this.gone ? Promise.reject(new Error('gone')) : this.#real.renew(node, leaseMs);
  }

  release(nodeId: string): Promise<void> {
    return this.#real.release(nodeId);
  }

  dead(): ReturnType<NodeRepository['dead']> {
    return this.#real.dead();
  }
}

describe('a node that loses its store', () => {
  it('admits nobody and ends its sessions within the lease', async () => {
    let nodes: CutOff | undefined;
    await using stage = await setStage({ lease: { leaseMs: 1_500 } }, { nodes: (real) => (nodes = new CutOff(real)) });
    await using ssh = await stage.logOn({ input: 'tty' });
    const pid = await shellPid(ssh);
    nodes!.gone = true;
    const began = performance.now();
    expect((await ssh.ended(3_000)).stdout).toContain('has lost its database');
    expect(performance.now() - began).toBeLessThan(3_000);
    await poll('the shell is gone', 2_000, () => (isRunning(pid) ? undefined : true));
    await endedSession(stage.bastion.store, 'store-lost');
    await using newcomer = await stage.logOn({ command: 'true' });
    expect((await newcomer.ended()).stderr).toContain(GATE_PHRASES.NODE_CLOSED.en);
    nodes!.gone = false;
    await poll('the door opens again', 3_000, async () => {
      await using again = await stage.logOn({ command: 'true' });
      return (await again.ended()).status === 0 ? true : undefined;
    });
  });
});

describe('a ticket for one log-on', () => {
  it('begins one of two sessions that use it at once', async () => {
    await using stage = await setStage();
    const { store } = stage.bastion;
    const ticketId = await acceptedTicket(stage.bastion, stage.zhang.id);
    const [user, host, account] = [await store.users.get(INSTANCE, stage.zhang.id), await store.hosts.get(SCOPE, stage.web.hostId), await store.grants.operableAccount(SCOPE, stage.web.accountId)];
    const identity: Identity = { instanceId: INSTANCE, user: user!, sourceAddress: '127.0.0.1', method: 'password', keyFingerprint: '' };
    const ledger = new SessionLedger(store, silent);
    const begun = await Promise.all(['a', 'b'].map((id) => ledger.begin({ row: sessionRow(id, 'node-1', ticketId, Date.now()), identity, target: { host: host!, account: account! } }, [])));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await store.sessions.liveOf('node-1')).toHaveLength(1);
    expect(await audited(store, 'session.start')).toHaveLength(1);
  });
});

describe('what a dead node leaves behind', () => {
  it('is ended once, audited, and a ticket nobody used is handed back', async () => {
    await using stage = await setStage({ lease: { reapMs: 0 } });
    const { store } = stage.bastion;
    const other = await addEngineer(stage.bastion, 'other');
    const [unused, used] = [await acceptedTicket(stage.bastion, stage.zhang.id), await acceptedTicket(stage.bastion, other.id)];
    const ids = [await deadSession(stage.bastion, 'dead', unused, null), await deadSession(stage.bastion, 'dead', used, Date.now())];
    await store.nodes.renew({ id: 'dead', publicKey: '', startedAt: Date.now() }, 1);
    await poll('the node is dead', 2_000, async () => ((await store.nodes.dead()).some((node) => node.id === 'dead') ? true : undefined));
    const reapers = ['a', 'b'].map((name) => new Reaper(store, name, silent));
    for (const reaper of reapers) reaper.start(20);
    await poll('both have ended', 3_000, async () => ((await store.sessions.liveOf('dead')).length === 0 ? true : undefined));
    for (const reaper of reapers) reaper.stop();
    for (const id of ids) expect((await store.sessions.get(INSTANCE, id))?.endReason).toBe('node-lost' satisfies SessionEndReason);
    const events = await poll('the events', 2_000, async () => {
      const found = await audited(store, 'session.end');
      return found.length >= 2 ? found : undefined;
    });
    expect(events.map((event) => event.sessionId).sort()).toEqual([...ids].sort());
    expect(await store.tickets.get(SCOPE, unused)).toMatchObject({ state: 'accepted', boundSessionId: null });
    expect(await store.tickets.get(SCOPE, used)).toMatchObject({ state: 'finished', boundSessionId: ids[1] });
  });

  it('by its own earlier life is ended before it admits anybody', async () => {
    await using stage = await setStage();
    const ticket = await acceptedTicket(stage.bastion, stage.zhang.id);
    const id = await deadSession(stage.bastion, 'node-1', ticket, null);
    await new Reaper(stage.bastion.store, 'node-1', silent).ownPast();
    expect((await stage.bastion.store.sessions.get(INSTANCE, id))?.endReason).toBe('node-lost');
  });
});

