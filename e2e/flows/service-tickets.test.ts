import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayMakeAccounts, poll, startPostgresCluster } from '@sallyport/testkit';
import type { PostgresCluster } from '@sallyport/testkit';
import { errorCodeOf } from '../support/service-tickets.ts';
import { OWN_VERSION } from '../support/stage.ts';
import { setTicketStage } from '../support/ticket-stage.ts';
import type { Actor, Requested, TicketStage } from '../support/ticket-stage.ts';

const CUT_WITHIN_MS = 8_000;

let cluster: PostgresCluster;
beforeAll(async () => { cluster = await startPostgresCluster({ fsync: 'on' }); }, 60_000);
afterAll(async () => { await cluster[Symbol.asyncDispose](); });

const ENGINES: readonly (readonly [name: string, init: () => Promise<readonly string[]>])[] = [
  ['SQLite', async () => []],
  ['PostgreSQL', async () => ['--database-url', await cluster.createDatabase()]],
];

// The customer gives a password away, and only root can make a Unix account that has one.
describe.skipIf(!mayMakeAccounts()).each(ENGINES)('a service ticket on %s', (_engine, init) => {
  let scene: TicketStage;
  beforeAll(async () => { scene = await setTicketStage({ init: await init() }); }, 90_000);
  afterAll(async () => { await scene[Symbol.asyncDispose](); });

  const as = (actor: Actor) => scene.client(actor.key);
  const statusOf = async (actor: Actor, id: string): Promise<unknown> => (await as(actor).call('ShowAuthorizationDetail', { path: { authorization_id: id } })).body['status'];
  const act = (actor: Actor, requested: Requested, action: string, body: Readonly<Record<string, unknown>> = {}) =>
    as(actor).call('UpdateAuthorizations', { path: { authorization_id: requested.authorizationId }, query: { action_id: action }, body });
  const verify = (actor: Actor, requested: Requested, password: string) =>
    as(actor).call('CheckHosts', { path: { authorization_detail_id: requested.detailId }, body: { account: scene.account.name, password, port: scene.target.port } });

  it('goes from request to cut: verified, confirmed, worked on, listed, cancelled', async () => {
    const caseId = await scene.openCase(scene.alice);
    const requested = await scene.request(caseId);
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(0);

    const stranger = await scene.logOn();
    expect((await stranger.ended()).status, 'nothing is granted before the customer has confirmed').toBe(255);
    await stranger[Symbol.asyncDispose]();

    expect(errorCodeOf(await verify(scene.alice, requested, 'not the password'))).toBe('OSM.01010003');
    expect(errorCodeOf(await verify(scene.alice, requested, scene.account.password))).toBe('');

    expect(errorCodeOf(await scene.confirm(scene.alice, requested))).toBe('');
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(1);

    await using client = await scene.logOn({ command: 'echo "on $((40+2))"; sleep 60' });
    await client.waitFor('on 42');

    const where = { authorization_id: requested.authorizationId, authorization_detail_id: requested.detailId };
    const sessions = await as(scene.alice).call('ListHistorySessions', { path: where, language: 'en-us', timeZone: 'GMT+8' });
    expect(sessions.body['total_count']).toBe(1);
    const [session] = sessions.body['session_list'] as readonly { readonly session_id: number; readonly duration: string; readonly start_time: string }[];
    expect(session?.duration).toMatch(/^00:00:\d\d$/);
    expect(session?.start_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const logs = await poll('the recording shows the command', 10_000, async () => {
      const listed = await as(scene.alice).call('ListHistoryOperateLogs', { path: { ...where, session_id: session?.session_id ?? 0 } });
      return listed.body['total_count'] === 1 ? listed.body : undefined;
    });
    expect(logs['ops_list']).toMatchObject([{ oper: 'echo "on $((40+2))"; sleep 60' }]);
    const files = await as(scene.alice).call('ListTransportHistories', { path: { ...where, session_id: session?.session_id ?? 0 } });
    expect(files.body).toMatchObject({ total_count: 0, file_ops_list: [] });

    expect((await act(scene.alice, requested, 'cancel')).body).toMatchObject({ error_code: '', error_msg: '' });
    await client.waitFor(/customer has withdrawn|客户已取消/, CUT_WITHIN_MS);
    expect((await client.ended(CUT_WITHIN_MS)).status).not.toBe(0);
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(5);
    expect(errorCodeOf(await act(scene.alice, requested, 'reject')), 'a cancelled one cannot be rejected').toBe('OSM.01010014');
    await using again = await scene.logOn();
    expect((await again.ended()).status).toBe(255);
  }, 60_000);

  it('is rejected with a reason in Chinese', async () => {
    const requested = await scene.request(await scene.openCase(scene.alice));
    const reason = '本周禁止变更，请下周一再申请。';
    expect((await act(scene.alice, requested, 'reject', { reject_reason: reason })).body).toMatchObject({ error_code: '', error_msg: '' });
    const shown = await as(scene.alice).call('ShowAuthorizationDetail', { path: { authorization_id: `Auth-${requested.authorizationId}` } });
    expect(shown.body).toMatchObject({ status: 2, reject_reason: reason });
    expect(errorCodeOf(await act(scene.alice, requested, 'reject', { reject_reason: reason })), 'the same call again has no second effect').toBe('');
    expect(errorCodeOf(await act(scene.alice, requested, 'reject', { reject_reason: 'another' }))).toBe('OSM.01010014');
    expect(errorCodeOf(await scene.confirm(scene.alice, requested))).toBe('OSM.01010014');
  });

  it('expires while the engineer types, and not before', async () => {
    const requested = await scene.request(await scene.openCase(scene.alice));
    const until = Date.now() + 4_000;
    expect(errorCodeOf(await scene.confirm(scene.alice, requested, { until }))).toBe('');
    await using client = await scene.logOn();
    client.type('echo "ready $((40+2))"\n');
    await client.waitFor('ready 42');
    await client.waitFor(/time of the authorization is over|授权时间已结束/, CUT_WITHIN_MS);
    expect(Date.now()).toBeGreaterThanOrEqual(until - 50);
    await client.ended(CUT_WITHIN_MS);
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(3);
  }, 30_000);

  it.each([
    ['a recall by whoever asked', (requested: Requested) => scene.own(scene.vendor).call('RecallAuthorization', { AuthorizationId: requested.authorizationId }, OWN_VERSION), /recalled|撤回/, 4],
    ['the closing of the ticket', (_requested: Requested, caseId: string) => as(scene.alice).call('UpdateCases', { path: { case_id: caseId }, query: { action_id: 'close' } }), /service ticket .* closed|工单已关闭/, 5],
  ] as const)('%s cuts', async (_cause, end, told, status) => {
    const caseId = await scene.openCase(scene.alice);
    const requested = await scene.request(caseId);
    expect(errorCodeOf(await scene.confirm(scene.alice, requested))).toBe('');
    await using client = await scene.logOn();
    client.type('echo "ready $((40+2))"\n');
    await client.waitFor('ready 42');
    await end(requested, caseId);
    await client.waitFor(told, CUT_WITHIN_MS);
    await client.ended(CUT_WITHIN_MS);
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(status);
  }, 30_000);

  const groupOf = async (...members: readonly Actor[]): Promise<string> => {
    const made = await scene.stage.admin.call('CreatePrincipalGroup', { Name: `group ${Date.now()}` }, OWN_VERSION);
    const PrincipalGroupId = String(made['PrincipalGroupId']);
    for (const member of members) await scene.stage.admin.call('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId: member.id }, OWN_VERSION);
    return PrincipalGroupId;
  };

  it('is nobody else\'s, but a group\'s that may act for it', async () => {
    const requested = await scene.request(await scene.openCase(scene.alice));
    expect(errorCodeOf(await act(scene.bob, requested, 'cancel'))).toBe('OSM.01010002');
    const others = await groupOf(scene.bob, scene.vendor);
    expect(errorCodeOf(await act(scene.bob, requested, 'cancel', { group_id: others })), 'alice is not in it').toBe('OSM.01010002');
    expect(errorCodeOf(await act(scene.bob, requested, 'cancel', { group_id: await groupOf(scene.alice, scene.bob) }))).toBe('');
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(5);
  });

  it('is confirmed by nobody who asked for it', async () => {
    await scene.stage.admin.call('AttachRamPolicy', { RamPolicyName: 'ServiceTicketCustomer', PrincipalId: scene.vendor.id }, OWN_VERSION);
    const group_id = await groupOf(scene.alice, scene.vendor);
    const requested = await scene.request(await scene.openCase(scene.alice));
    expect(errorCodeOf(await scene.confirm(scene.vendor, requested, { group_id }))).toBe('OSM.01010002');
    expect(await statusOf(scene.alice, requested.authorizationId)).toBe(0);
  });

  it('is decided once by two customers at once', async () => {
    const group = await groupOf(scene.alice, scene.bob);
    for (let round = 0; round < 5; round += 1) {
      const requested = await scene.request(await scene.openCase(scene.alice));
      const codes = (await Promise.all([
        scene.confirm(scene.alice, requested),
        act(scene.bob, requested, 'reject', { group_id: group, reject_reason: `round ${round}` }),
      ])).map(errorCodeOf);
      expect([...codes].sort()).toEqual(['', 'OSM.01010014']);
      expect(await statusOf(scene.alice, requested.authorizationId)).toBe(codes[0] === '' ? 1 : 2);
    }
  }, 30_000);

  it('survives kill -9: what was confirmed admits, what was cancelled does not', async () => {
    const [stays, goes] = [await scene.request(await scene.openCase(scene.alice)), await scene.request(await scene.openCase(scene.alice))];
    expect(errorCodeOf(await scene.confirm(scene.alice, goes))).toBe('');
    expect(errorCodeOf(await act(scene.alice, goes, 'cancel'))).toBe('');
    expect(errorCodeOf(await scene.confirm(scene.alice, stays))).toBe('');
    await scene.stage.server.kill();
    await scene.stage.restart();
    expect(await statusOf(scene.alice, goes.authorizationId)).toBe(5);
    expect(await statusOf(scene.alice, stays.authorizationId)).toBe(1);
    await using client = await scene.logOn();
    client.type('echo "ready $((40+2))"\n');
    await client.waitFor('ready 42', 20_000);
    expect(errorCodeOf(await act(scene.alice, stays, 'cancel'))).toBe('');
    await client.ended(CUT_WITHIN_MS);
  }, 60_000);
});
