import { DENY_PHRASES } from '@sallyport/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GATE_PHRASES } from '../../src/session/gate/refusal.ts';
import { INSTANCE, SCOPE, addPolicy, audited, decideTicket, detach, endedSession, grant, lock, pendingTicket } from '../bastion.ts';
import { setStage, shellPid } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let policy: string;

beforeAll(async () => {
  stage = await setStage({ tickets: { doorWaitMs: 4_000, execWaitMs: 1_500 } });
  policy = await addPolicy(stage.bastion.store);
});
afterAll(async () => { await stage?.[Symbol.asyncDispose](); });

beforeEach(async () => {
  const { store } = stage.bastion;
  await store.tickets.endOf(INSTANCE, { userId: stage.zhang.id }, 'by-principal', null, '', Date.now());
});

describe('a log-on that needs an approval', () => {
  it('shows that it waits, and goes on at once when accepted, with the reviewer\'s words', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    const ticket = await pendingTicket(stage.bastion.store);
    await ssh.waitFor(`Ticket ${ticket} waits for a decision.`);
    await ssh.waitFor(/0:0[1-9]/); // A busy machine skips a second.
    const began = performance.now();
    await decideTicket(stage.bastion.store, ticket, 'accept', 'be careful');
    await ssh.waitFor(`Ticket ${ticket} was accepted. be careful`);
    expect(performance.now() - began).toBeLessThan(5_000);
    await shellPid(ssh);
    ssh.type('exit\r');
    await ssh.ended();
    expect(await endedSession(stage.bastion.store, 'client-closed')).toMatchObject({ ticketId: ticket, policyId: policy });
  });

  it('ends at once when rejected, with the reviewer\'s words and no escape sequence of his', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    const ticket = await pendingTicket(stage.bastion.store);
    await ssh.waitFor('0:00');
    const began = performance.now();
    await decideTicket(stage.bastion.store, ticket, 'reject', 'not \u001b]0;today\u0007');
    const said = await ssh.ended();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(said.stdout).toContain(`${DENY_PHRASES.TICKET_REJECTED.en} not  ]0;today`);
    // Over the live line, not behind it.
    expect(said.stdout).toContain('\r\u001b[K[sallyport] ');
    expect(said.status).toBe(255);
    expect((await audited(stage.bastion.store, 'session.refused'))[0]).toMatchObject({ outcome: 'TICKET_REJECTED' });
  });

  it('joins the ticket that is open already, and both go on when it is good for more than one', async () => {
    await using one = await stage.logOn({ command: 'echo one' });
    const ticket = await pendingTicket(stage.bastion.store);
    await using two = await stage.logOn({ command: 'echo two' });
    await two.waitFor(`Ticket ${ticket} waits`);
    await decideTicket(stage.bastion.store, ticket, 'accept', '', { effectEnd: Date.now() + 60_000, effectCount: 0 });
    expect(await one.ended()).toMatchObject({ status: 0, stdout: 'one\n' });
    expect(await two.ended()).toMatchObject({ status: 0, stdout: 'two\n' });
  });

  it('lets exactly one of two through on a ticket for one log-on', async () => {
    await using one = await stage.logOn({ command: 'sleep 1; echo in' });
    const ticket = await pendingTicket(stage.bastion.store);
    await using two = await stage.logOn({ command: 'sleep 1; echo in' });
    await two.waitFor(`Ticket ${ticket} waits`);
    await decideTicket(stage.bastion.store, ticket, 'accept', '', { effectEnd: Date.now() + 60_000, effectCount: 1 });
    const ends = [await one.ended(), await two.ended()];
    expect(ends.map((end) => end.stdout).sort()).toEqual(['', 'in\n']);
    expect(ends.find((end) => end.status !== 0)?.stderr).toContain(DENY_PHRASES.TICKET_USED.en);
    await endedSession(stage.bastion.store, 'client-closed');
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'finished' });
  });

  it('withdraws its ticket at the second Ctrl-C', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    const ticket = await pendingTicket(stage.bastion.store);
    await ssh.waitFor('0:00');
    ssh.type('\u0003x\u0003');
    await ssh.waitFor(/0:0[1-9]/); // A busy machine skips a second.
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'pending' });
    ssh.type('\u0003');
    ssh.type('\u0003');
    expect((await ssh.ended()).stdout).toContain(GATE_PHRASES.WITHDRAWN.en);
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'withdrawn' });
    expect((await audited(stage.bastion.store, 'ticket.withdrawn'))[0]).toMatchObject({ details: { ticketId: ticket } });
  });

  it('leaves its ticket pending when the engineer disconnects, and a later log-on goes straight through', async () => {
    const ticket = await (async () => {
      await using ssh = await stage.logOn({ input: 'tty' });
      const id = await pendingTicket(stage.bastion.store);
      await ssh.waitFor('waits for a decision');
      return id;
    })();
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'pending' });
    await decideTicket(stage.bastion.store, ticket, 'accept', '');
    await using later = await stage.logOn({ command: 'echo through' });
    expect(await later.ended()).toMatchObject({ status: 0, stdout: 'through\n', stderr: '' });
  });

  it('without a terminal waits its seconds, then says the ticket on stderr and exits 255', async () => {
    const began = performance.now();
    await using ssh = await stage.logOn({ command: 'echo never', args: ['-o', 'SetEnv=SALLYPORT_REASON=nightly'] });
    const ticket = await pendingTicket(stage.bastion.store);
    const said = await ssh.ended();
    expect(performance.now() - began).toBeLessThan(9_000);
    expect(said).toMatchObject({ status: 255, stdout: '' });
    expect(said.stderr).toContain(`${GATE_PHRASES.WAIT_OVER.en} (ticket ${ticket})`);
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'pending', reason: 'nightly' });
  });

  it('on a terminal waits as long as the door does', async () => {
    await using ssh = await stage.logOn({ input: 'tty' });
    const said = await ssh.ended();
    expect(said.stdout).toContain('0:03');
    expect(said.stdout).toContain(GATE_PHRASES.WAIT_OVER.en);
  });

  it('goes on when approval is switched off', async () => {
    await using ssh = await stage.logOn({ command: 'echo free' });
    const ticket = await pendingTicket(stage.bastion.store);
    await ssh.waitFor('waits for a decision');
    const switchTo = (approval: boolean) => stage.bastion.store.transact(async (tx) => {
      await tx.policies.modify(SCOPE, policy, { approval });
      tx.hint({ instanceId: INSTANCE, kind: 'policy', id: policy });
    });
    await switchTo(false);
    expect(await ssh.ended()).toMatchObject({ status: 0, stdout: 'free\n' });
    expect(await stage.bastion.store.tickets.get(SCOPE, ticket)).toMatchObject({ state: 'withdrawn' });
    await switchTo(true);
  });

  it('ends by a lock and by the loss of its grant', async () => {
    await using detached = await stage.logOn({ input: 'tty' });
    await detached.waitFor('waits for a decision');
    await detach(stage.bastion.store, stage.zhang.id, stage.web);
    expect((await detached.ended()).stdout).toContain(DENY_PHRASES.NOT_GRANTED.en);
    await grant(stage.bastion.store, stage.zhang.id, stage.web);
    await using ssh = await stage.logOn({ input: 'tty' });
    await ssh.waitFor('waits for a decision');
    await lock(stage.bastion.store, stage.zhang.id);
    expect((await ssh.ended()).stdout).toContain(DENY_PHRASES.USER_LOCKED.en);
  });
});
