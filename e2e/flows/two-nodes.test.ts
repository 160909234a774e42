import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, startPostgresCluster, startSsh, tempDir } from '@sallyport/testkit';
import type { PostgresCluster, SshClient } from '@sallyport/testkit';
import { sallyport, serve } from '../support/installation.ts';
import type { Server } from '../support/installation.ts';
import { OWN_VERSION, addApproval, setStage } from '../support/stage.ts';
import type { Cast, Stage } from '../support/stage.ts';

let cluster: PostgresCluster;
beforeAll(async () => { cluster = await startPostgresCluster({ fsync: 'off' }); }, 60_000);
afterAll(async () => { await cluster[Symbol.asyncDispose](); });

/** A stage on PostgreSQL and a second node on the same database. */
interface TwoNodes extends AsyncDisposable {
  readonly stage: Stage;
  readonly other: Server;
}

async function twoNodes(env: Readonly<Record<string, string>>): Promise<TwoNodes> {
  await using undo = new AsyncDisposableStack();
  const dir = undo.use(await tempDir('node-b'));
  const url = await cluster.createDatabase();
  const stage = undo.use(await setStage({ init: ['--database-url', url], env }));
  const joined = await sallyport(['join', '--data', dir.file('data'), '--database-url', url, '--master-key', `${stage.dir}/master.key`]);
  if (joined.status !== 0) throw new Error(`join ended with ${joined.status}: ${joined.stderr}`);
  const other = await serve(dir.file('data'), { env });
  undo.defer(async () => { await other.stop(); });
  const kept = undo.move();
  return { stage, other, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function logOnAt(node: Server, stage: Stage, cast: Cast): Promise<SshClient> {
  return startSsh({ port: node.sshPort, user: cast.login, key: stage.engineerKey.path, input: 'terminal' });
}

async function working(client: SshClient): Promise<void> {
  client.type('echo "ready $((40+2))"\n');
  await client.waitFor('ready 42');
}

describe('a lock through one node cuts a session on the other', () => {
  it.each([
    ['by the notice alone, the sweep switched off', { SALLYPORT_ACCESS_SWEEP_SECONDS: '0' }],
    ['by the sweep alone, every notice dropped', { SALLYPORT_ACCESS_SWEEP_SECONDS: '2', SALLYPORT_ACCESS_CHANGE_NOTICES: 'dropped' }],
  ])('%s', async (_how, env) => {
    await using nodes = await twoNodes(env);
    const { stage, other } = nodes;
    await using client = await logOnAt(other, stage, stage);
    await working(client);
    await stage.operator.call('LockUsers', { UserIds: JSON.stringify([stage.userId]) });
    await client.waitFor(/locked by an administrator/, 8_000);
    expect((await client.ended()).status).not.toBe(0);
  }, 120_000);
});

describe('two nodes on one database', () => {
  let nodes: TwoNodes;
  beforeAll(async () => { nodes = await twoNodes({}); }, 90_000);
  afterAll(async () => { await nodes[Symbol.asyncDispose](); });

  it('shows the same door keys on both', async () => {
    const { stage, other } = nodes;
    const blobs = await Promise.all([stage.server.sshPort, other.sshPort].map(async (port) => {
      const { stdout } = await run('ssh-keyscan', ['-p', String(port), '-T', '10', '127.0.0.1'], { timeoutMs: 30_000 });
      return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' ').slice(1).join(' ')).toSorted();
    }));
    expect(blobs[0]).toHaveLength(3);
    expect(blobs[1]).toEqual(blobs[0]);
  });

  it('a decision through one node releases who waits at the other', async () => {
    const { stage, other } = nodes;
    const cast = await stage.add('waits-at-b');
    await addApproval(stage.operator, cast.userId);
    await using client = await logOnAt(other, stage, cast);
    await client.waitFor(/approv/i);
    const tickets = (await stage.admin.call('ListOperationTickets'))['OperationTickets'] as readonly { readonly OperationTicketId: string }[];
    await stage.admin.call('AcceptOperationTicket', { OperationTicketId: tickets[0]?.OperationTicketId ?? '', Comment: 'from the other side' });
    await client.waitFor('from the other side');
    await working(client);
  });

  it('a node that is killed leaves sessions that the other ends and audits', async () => {
    const { stage, other } = nodes;
    const cast = await stage.add('left-behind');
    await using client = await logOnAt(other, stage, cast);
    await working(client);
    await other.kill();
    await client.ended();
    const session = await untilEnded(stage, cast);
    expect(session).toBe('node-lost');
  }, 90_000);
});

async function untilEnded(stage: Stage, cast: Cast): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await stage.operator.call('ListSessions', { UserId: cast.userId }, OWN_VERSION);
    const reason = (answer['Sessions'] as readonly { readonly EndReason: string }[])[0]?.EndReason ?? '';
    if (reason !== '') return reason;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  return 'still running';
}
