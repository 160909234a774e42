import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresCluster, startSsh } from '@sallyport/testkit';
import type { PostgresCluster, SshClient } from '@sallyport/testkit';
import { OWN_VERSION, addApproval, setStage } from '../support/stage.ts';
import type { Cast, Stage } from '../support/stage.ts';

/** Well below the sweep's period, so that only the hint or the timer of the cause itself can have done it. */
const CUT_WITHIN_MS = 8_000;

let stage: Stage;
let cluster: PostgresCluster;
beforeAll(async () => { cluster = await startPostgresCluster({ fsync: 'off' }); }, 60_000);
afterAll(async () => { await cluster[Symbol.asyncDispose](); });

type Engine = readonly [name: 'SQLite' | 'PostgreSQL', init: () => Promise<readonly string[]>];
const ENGINES: readonly Engine[] = [
  ['SQLite', async () => []],
  ['PostgreSQL', async () => ['--database-url', await cluster.createDatabase()]],
];

async function logOn(cast: Cast): Promise<SshClient> {
  return startSsh({ port: stage.server.sshPort, user: cast.login, key: stage.engineerKey.path, input: 'terminal' });
}

async function working(client: SshClient): Promise<void> {
  client.type('echo "ready $((40+2))"\n');
  await client.waitFor('ready 42');
}

const hosts = (hostId: string, accountIds?: readonly string[]): string => JSON.stringify([{ HostId: hostId, ...(accountIds === undefined ? {} : { HostAccountIds: accountIds }) }]);
const unixIn = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);

type Cause = readonly [name: string, end: (cast: Cast) => Promise<unknown>, told: RegExp, reason: string];

const CAUSES: readonly Cause[] = [
  ['LockUsers', ({ userId }) => stage.operator.call('LockUsers', { UserIds: JSON.stringify([userId]) }), /locked by an administrator/, 'USER_LOCKED'],
  ['DeleteUser', ({ userId }) => stage.operator.call('DeleteUser', { UserId: userId }), /user has been deleted/, 'USER_NOT_FOUND'],
  ['the end of the validity, by the clock', ({ userId }) => stage.operator.call('ModifyUser', { UserId: userId, EffectiveEndTime: unixIn(3) }), /user has expired/, 'USER_EXPIRED'],
  ['detaching the account', ({ userId, hostId, accountId }) => stage.operator.call('DetachHostAccountsFromUser', { UserId: userId, Hosts: hosts(hostId, [accountId]) }), /no permission/, 'NOT_GRANTED'],
  ['detaching the host', ({ userId, hostId }) => stage.operator.call('DetachHostAccountsFromUser', { UserId: userId, Hosts: hosts(hostId) }), /no permission/, 'NOT_GRANTED'],
  ['DeleteHostAccount', ({ accountId }) => stage.operator.call('DeleteHostAccount', { HostAccountId: accountId }), /account does not exist|no permission/i, 'ACCOUNT_NOT_FOUND'],
  ['DeleteHost', ({ hostId }) => stage.operator.call('DeleteHost', { HostId: hostId }), /asset does not exist/, 'ASSET_NOT_FOUND'],
];

describe.each(ENGINES)('on %s, a session ends the moment its permission ends', (engine, init) => {
  beforeAll(async () => { stage = await setStage({ init: await init() }); }, 60_000);
  afterAll(async () => { await stage[Symbol.asyncDispose](); });

  it('is kept where the test says', async () => {
    expect(existsSync(join(stage.dir, 'sallyport.db'))).toBe(engine === 'SQLite');
  });

  it.each(CAUSES)('%s', async (name, end, told, reason) => {
    const cast = await stage.add(`cut-${CAUSES.findIndex(([other]) => other === name)}`);
    await using client = await logOn(cast);
    await working(client);
    await end(cast);
    await client.waitFor(told, CUT_WITHIN_MS);
    const exit = await client.ended(CUT_WITHIN_MS);
    expect(exit.status).not.toBe(0);
    expect(await endReasonOf(cast)).toBe(reason);
  });

  it('a policy that now asks for approval and says so cuts; one that does not lets the session go on', async () => {
    const tightened = await stage.add('tightened');
    await using client = await logOn(tightened);
    await working(client);
    const PolicyId = await addApproval(stage.operator, tightened.userId);
    await working(client);
    await stage.operator.call('SetPolicyTightenConfig', { PolicyId, OnTighten: 'cut' }, OWN_VERSION);
    await client.waitFor(/now requires an approval/, CUT_WITHIN_MS);
    await client.ended(CUT_WITHIN_MS);
    expect(await endReasonOf(tightened)).toBe('APPROVAL_REQUIRED');
  });

  it('sessions that are still permitted go on', async () => {
    const stays = await stage.add('stays');
    const goes = await stage.add('goes');
    await using one = await logOn(stays);
    await using other = await logOn(goes);
    await working(one);
    await working(other);
    await stage.operator.call('LockUsers', { UserIds: JSON.stringify([goes.userId]) });
    await other.ended(CUT_WITHIN_MS);
    one.type('echo "still $((50+5))"\n');
    await one.waitFor('still 55');
  });
});

async function endReasonOf(cast: Cast): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await stage.operator.call('ListSessions', { UserId: cast.userId }, OWN_VERSION);
    const session = (answer['Sessions'] as readonly { readonly EndReason: string }[])[0];
    if (session !== undefined && session.EndReason !== '') return session.EndReason;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return 'still running';
}
