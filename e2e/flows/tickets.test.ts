import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll, startSsh } from '@sallyport/testkit';
import type { SshClient, SshOptions } from '@sallyport/testkit';
import { OWN_VERSION, addApproval, setStage } from '../support/stage.ts';
import type { Cast, Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await setStage({ approval: 'On' }); }, 60_000);
afterAll(async () => { await stage[Symbol.asyncDispose](); });

async function logOn(cast: Cast, more: Partial<SshOptions> = {}): Promise<SshClient> {
  return startSsh({ port: stage.server.sshPort, user: cast.login, key: stage.engineerKey.path, input: 'terminal', ...more });
}

interface PendingTicket {
  readonly OperationTicketId: string;
  readonly ApplyUserId: string;
  readonly State: string;
}

async function pendingOf(cast: Cast): Promise<readonly PendingTicket[]> {
  const answer = await stage.admin.call('ListOperationTickets', { PageSize: '1000' });
  return (answer['OperationTickets'] as readonly PendingTicket[]).filter((ticket) => ticket.ApplyUserId === cast.userId);
}

/** The number that the engineer reads while waiting. */
async function ticketOf(client: SshClient): Promise<string> {
  const said = await client.waitFor(/Ticket \d+ waits/);
  const id = /Ticket (\d+) waits/.exec(said)?.[1];
  if (id === undefined) throw new Error(`no ticket in: ${said}`);
  return id;
}

const unixIn = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
const accept = (OperationTicketId: string, more: Readonly<Record<string, string>> = {}) => stage.admin.call('AcceptOperationTicket', { OperationTicketId, ...more });

describe('a log-on that a person must admit', () => {
  it('two connections join one ticket; one log-on is one log-on', async () => {
    const cast = await stage.add('joins');
    await using first = await logOn(cast);
    const ticket = await ticketOf(first);
    await using second = await logOn(cast);
    await second.waitFor(ticket);
    expect(await pendingOf(cast)).toHaveLength(1);
    await accept(ticket, { EffectCount: '1' });
    const outcomes = await poll('one is in and one is told', 15_000, () => {
      for (const client of [first, second]) client.type('echo "in $((1+1))"\n');
      const said = [first, second].map((client) => client.stdout() + client.stderr());
      const admitted = said.filter((text) => text.includes('in 2')).length;
      const refused = said.filter((text) => /has been used/.test(text)).length;
      return admitted + refused === 2 ? { admitted, refused } : undefined;
    });
    expect(outcomes).toEqual({ admitted: 1, refused: 1 });
  });

  it('the window that was approved is the window of the session', async () => {
    const cast = await stage.add('window');
    await using client = await logOn(cast);
    await accept(await ticketOf(client), { EffectStartTime: unixIn(-10), EffectEndTime: unixIn(4) });
    client.type('echo "in $((1+1))"\n');
    await client.waitFor('in 2');
    await client.waitFor(/approved period has ended/, 15_000);
    await client.ended();
  });

  it('revoking an accepted ticket cuts', async () => {
    const cast = await stage.add('revoked');
    await using client = await logOn(cast);
    const ticket = await ticketOf(client);
    await accept(ticket, { EffectEndTime: unixIn(600) });
    client.type('echo "in $((1+1))"\n');
    await client.waitFor('in 2');
    await stage.admin.call('RevokeOperationTicket', { OperationTicketId: ticket, Comment: 'enough' }, OWN_VERSION);
    await client.waitFor(/approval of this session was revoked/);
    await client.ended();
  });

  it('a lock ends the waiting log-on and its ticket', async () => {
    const cast = await stage.add('locked');
    await using client = await logOn(cast);
    const ticket = await ticketOf(client);
    await stage.operator.call('LockUsers', { UserIds: JSON.stringify([cast.userId]) });
    await client.waitFor(/locked by an administrator/);
    await client.ended();
    expect(await pendingOf(cast)).toEqual([]);
    expect(await stage.admin.codeOf('AcceptOperationTicket', { OperationTicketId: ticket })).toBe('InvalidParameter');
  });

  it('approval switched off releases who waits', async () => {
    const cast = await stage.add('released');
    const PolicyId = await addApproval(stage.operator, cast.userId);
    await using client = await logOn(cast);
    await ticketOf(client);
    await stage.operator.call('SetPolicyApprovalConfig', { PolicyId, ApprovalConfig: JSON.stringify({ SwitchStatus: 'Off' }) });
    client.type('echo "in $((1+1))"\n');
    await client.waitFor('in 2');
  });

  it('Ctrl-C twice withdraws', async () => {
    const cast = await stage.add('withdrawn');
    await using client = await logOn(cast);
    await ticketOf(client);
    client.type('\u0003');
    client.type('\u0003');
    await client.ended();
    expect(await pendingOf(cast)).toEqual([]);
  });

  it('two administrators at once decide it once; the loser learns it', async () => {
    const cast = await stage.add('twice');
    await using client = await logOn(cast);
    const OperationTicketId = await ticketOf(client);
    const decisions = await Promise.all([
      stage.admin.codeOf('RejectOperationTicket', { OperationTicketId, Comment: 'no' }),
      stage.admin.codeOf('AcceptOperationTicket', { OperationTicketId, Comment: 'yes' }),
    ]);
    expect(decisions.toSorted()).toEqual(['InvalidParameter', 'OK']);
    await client.waitFor(decisions[0] === 'OK' ? /was rejected/ : /yes/);
  });

  it('the same rejection repeated is a retry, another one is refused', async () => {
    const cast = await stage.add('retried');
    await using client = await logOn(cast);
    const OperationTicketId = await ticketOf(client);
    const reject = (Comment: string) => stage.admin.codeOf('RejectOperationTicket', { OperationTicketId, Comment });
    expect([await reject('no'), await reject('no'), await reject('never')]).toEqual(['OK', 'OK', 'InvalidParameter']);
    await client.ended();
  });

  it('whoever granted may not decide', async () => {
    const cast = await stage.add('separate');
    await using client = await logOn(cast);
    const OperationTicketId = await ticketOf(client);
    expect(await stage.operator.codeOf('AcceptOperationTicket', { OperationTicketId })).toBe('NoPermission');
    expect(await pendingOf(cast)).toHaveLength(1);
  });

  it('a ticket outlives the server: it is decided once, and the engineer who comes back is let in', async () => {
    const cast = await stage.add('outlives');
    await using client = await logOn(cast);
    const ticket = await ticketOf(client);
    await stage.server.kill();
    await client.ended();
    const port = new URL(stage.server.api).port;
    await stage.restart({ args: ['--api', `127.0.0.1:${port}`] });
    await accept(ticket, { EffectEndTime: unixIn(600) });
    expect(await stage.admin.codeOf('RejectOperationTicket', { OperationTicketId: ticket })).toBe('InvalidParameter');
    await using back = await logOn(cast);
    back.type('echo "in $((1+1))"\n');
    await back.waitFor('in 2');
  });

  it('exec without a terminal waits briefly, then ends with 255 and the ticket; accepted, it goes straight through', async () => {
    const cast = await stage.add('exec');
    await stage.server.stop();
    const port = new URL(stage.server.api).port;
    await stage.restart({ args: ['--api', `127.0.0.1:${port}`], env: { SALLYPORT_TICKETS_EXEC_WAIT_SECONDS: '2' } });
    await using first = await logOn(cast, { input: 'none', command: 'echo done' });
    const exit = await first.ended(20_000);
    expect({ status: exit.status, stdout: exit.stdout }).toEqual({ status: 255, stdout: '' });
    const ticket = (await pendingOf(cast))[0]?.OperationTicketId ?? '';
    expect(exit.stderr).toContain(`icket ${ticket}`);
    await accept(ticket, { EffectEndTime: unixIn(600) });
    await using second = await logOn(cast, { input: 'none', command: 'echo done; exit 7' });
    expect(await second.ended()).toMatchObject({ status: 7, stdout: 'done\n' });
  });
});
