import { strict as assert } from 'node:assert';
import { startSsh } from '@sallyport/testkit';
import type { SshClient } from '@sallyport/testkit';
import { sallyport } from '../support/installation.ts';
import type { Stage } from '../support/stage.ts';

const LIMIT_MS = 20_000;

interface PendingTicket {
  readonly OperationTicketId: string;
}

/** One step of the story, told as it happens. */
type Tell = (line: string) => void;

/** The engineer's client, ended with the story at the latest. */
type LogOn = () => Promise<SshClient>;

/**
 * Plays what the demo shows, with the stock client and the command line: waits → rejected with a comment → waits → accepted →
 * types → locked → cut → recording exported. Every step asserts the client's text, the exit status and the API's answer.
 */
export async function playStory(stage: Stage, tell: Tell): Promise<void> {
  await using clients = new AsyncDisposableStack();
  const logOn = async (): Promise<SshClient> => clients.use(await startSsh({ port: stage.server.sshPort, user: stage.login, key: stage.engineerKey.path, input: 'terminal' }));
  await rejected(stage, logOn, tell);
  const session = await accepted(stage, logOn, tell);
  await lockedOut(stage, session, logOn, tell);
  await replayed(stage, tell);
}

function all(client: SshClient): string {
  return client.stdout() + client.stderr();
}

async function api(stage: Stage, action: string, params: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
  const flags = Object.entries(params).flatMap(([name, value]) => [`--${name}`, value]);
  const done = await sallyport(['api', action, ...flags, '--data', stage.dir]);
  assert.equal(done.status, 0, `${action}: ${done.stdout}${done.stderr}`);
  const answer: unknown = JSON.parse(done.stdout);
  assert.ok(typeof answer === 'object' && answer !== null && 'RequestId' in answer, `${action} answers with a RequestId`);
  return answer;
}

async function pendingTicket(stage: Stage): Promise<string> {
  const answer = await api(stage, 'ListOperationTickets', {});
  const tickets = answer['OperationTickets'] as readonly PendingTicket[];
  assert.equal(tickets.length, 1, 'exactly one ticket waits');
  const id = tickets[0]?.OperationTicketId;
  assert.ok(id !== undefined);
  return id;
}

async function rejected(stage: Stage, logOn: LogOn, tell: Tell): Promise<void> {
  const client = await logOn();
  await client.waitFor(/approv/i, LIMIT_MS);
  const ticket = await pendingTicket(stage);
  assert.ok(all(client).includes(ticket), 'the engineer is told the number of the ticket');
  tell(`log-on waits for approval, ticket ${ticket}`);
  const comment = 'Not during the change freeze. 变更冻结期，请明天再来。';
  await api(stage, 'RejectOperationTicket', { OperationTicketId: ticket, Comment: comment });
  const end = await client.ended(LIMIT_MS);
  assert.ok((end.stdout + end.stderr).includes(comment), `the engineer reads the reviewer's words, got:\n${all(client)}`);
  assert.notEqual(end.status, 0, 'a rejected log-on does not succeed');
  assert.notEqual((await sallyport(['api', 'AcceptOperationTicket', '--OperationTicketId', ticket, '--data', stage.dir])).status, 0, 'a decided ticket is not decided again');
  tell(`rejected with a comment; the client read it and ended with status ${end.status}`);
}

async function accepted(stage: Stage, logOn: LogOn, tell: Tell): Promise<SshClient> {
  const client = await logOn();
  await client.waitFor(/approv/i, LIMIT_MS);
  const ticket = await pendingTicket(stage);
  await api(stage, 'AcceptOperationTicket', { OperationTicketId: ticket, Comment: 'go ahead', EffectCount: '1' });
  await client.waitFor('go ahead', LIMIT_MS);
  client.type('echo "typed $((6*7)) on $USER"\n');
  await client.waitFor(`typed 42 on ${stage.targetUser}`, LIMIT_MS);
  tell(`accepted; the engineer works as ${stage.targetUser} on the target`);
  return client;
}

async function lockedOut(stage: Stage, client: SshClient, logOn: LogOn, tell: Tell): Promise<void> {
  const before = process.hrtime.bigint();
  const answer = await api(stage, 'LockUsers', { UserIds: JSON.stringify([stage.userId]) });
  assert.deepEqual(answer['Results'], [{ Code: 'OK', Message: 'N/A\n', UserId: stage.userId }]);
  const end = await client.ended(LIMIT_MS);
  const took = Number(process.hrtime.bigint() - before) / 1e6;
  assert.match(all(client), /locked by an administrator/, 'the engineer is told why');
  assert.notEqual(end.status, 0, 'a cut session does not end with success');
  const again = await sallyport(['api', 'LockUsers', '--UserIds', JSON.stringify([stage.userId]), '--data', stage.dir]);
  assert.equal(again.status, 0);
  assert.match(again.stdout, /OBJECT_AlREADY_EXISTS/);
  const barred = await (await logOn()).ended(LIMIT_MS);
  assert.match(barred.stdout + barred.stderr, /locked by an administrator/);
  assert.notEqual(barred.status, 0);
  tell(`locked; the session was cut and the client gone ${Math.round(took)} ms after the command was typed; the next log-on is refused`);
}

interface ListedSession {
  readonly SessionId: string;
  readonly EndReason: string;
}

async function replayed(stage: Stage, tell: Tell): Promise<void> {
  const answer = await sallyport(['sessions', '--data', stage.dir, '--json']);
  assert.equal(answer.status, 0, answer.stderr);
  const sessions = (JSON.parse(answer.stdout) as { Sessions: readonly ListedSession[] }).Sessions;
  assert.equal(sessions.length, 1, 'only one log-on reached the target');
  const session = sessions[0];
  assert.ok(session !== undefined);
  assert.equal(session.EndReason, 'USER_LOCKED');
  const exported = await sallyport(['export', session.SessionId, '--data', stage.dir]);
  assert.equal(exported.status, 0, exported.stderr);
  const [header, ...events] = exported.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  assert.equal((header as { version: number }).version, 2);
  const screen = events.map((event) => event as [number, string, string]).filter(([, kind]) => kind === 'o').map(([, , text]) => text).join('');
  assert.ok(screen.includes(`typed 42 on ${stage.targetUser}`), 'the recording holds what was on the screen');
  assert.match(exported.stdout, /locked by an administrator/, 'and how it ended');
  tell(`the recording replays: ${events.length} events, ${screen.length} characters of screen`);
}
