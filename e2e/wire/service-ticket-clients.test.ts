import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRestResult, restCatalogue } from '@sallyport/contract';
import type { RestOperationId } from '@sallyport/contract';
import { mayMakeAccounts, poll } from '@sallyport/testkit';
import { NodeTicketClient } from '../support/node-ticket-client.ts';
import { PythonTicketClient } from '../support/python-ticket-client.ts';
import { errorCodeOf } from '../support/service-tickets.ts';
import type { TicketAnswer, TicketCall, TicketCaller, TicketClient } from '../support/service-tickets.ts';
import { OWN_VERSION } from '../support/stage.ts';
import { setTicketStage } from '../support/ticket-stage.ts';
import type { Actor, TicketStage } from '../support/ticket-stage.ts';
import { identity, passwordToken } from '../support/tokens.ts';

const PASSWORD = 'Ticket-desk-2026';
const UNKNOWN = '999999999999';
const SOURCE_ID = '83aeb0f2834c4df49826c781d32a963e';

type Kind = 'key' | 'temporary key' | 'token';
const CLIENTS = ['Node', 'Python'] as const;
const KINDS: readonly Kind[] = ['key', 'temporary key', 'token'];
const WAYS = CLIENTS.flatMap((client) => KINDS.map((kind) => [client, kind] as const));

let scene: TicketStage;
let alice: Actor;
let domain: string;

async function callerOf(kind: Kind): Promise<TicketCaller> {
  if (kind === 'key') return alice.key;
  const { token } = await passwordToken(scene.server(), { name: alice.name, domain, password: PASSWORD });
  if (kind === 'token') return { token };
  const made = await identity(scene.server(), 'POST', '/v3.0/OS-CREDENTIAL/securitytokens', { auth: { identity: { methods: ['token'], token: { duration_seconds: 900 } } } }, { 'X-Auth-Token': token });
  const { credential } = made.body as { readonly credential: { readonly access: string; readonly secret: string; readonly securitytoken: string } };
  return { accessKeyId: credential.access, accessKeySecret: credential.secret, securityToken: credential.securitytoken };
}

/** Calls through one official client and remembers what it has shown of each operation (ruling J6). */
class Conformance {
  readonly succeeded = new Set<RestOperationId>();
  readonly refused = new Map<RestOperationId, string>();
  readonly #client: TicketClient;

  constructor(client: TicketClient) {
    this.#client = client;
  }

  /** Must succeed, and answer as the reference says, field by field. */
  async ok(operationId: RestOperationId, call?: TicketCall): Promise<TicketAnswer['body']> {
    const answer = await this.#client.call(operationId, call);
    demand(operationId, answer, 200, '');
    const faults = checkRestResult(restCatalogue[operationId], withoutEmptyErrors(operationId, answer.body));
    if (faults.length > 0) throw new Error(`${operationId} answers otherwise than its reference says: ${faults.join('; ')}`);
    this.succeeded.add(operationId);
    return answer.body;
  }

  async refuses(operationId: RestOperationId, status: number, code: string, call?: TicketCall): Promise<void> {
    const answer = await this.#client.call(operationId, call);
    demand(operationId, answer, status, code);
    this.refused.set(operationId, code);
  }
}

function demand(operationId: RestOperationId, answer: TicketAnswer, status: number, code: string): void {
  if (answer.status === status && errorCodeOf(answer) === code) return;
  throw new Error(`${operationId} was to answer ${status} ${code || 'OK'}, not ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Clients whose models know the error members show them on every answer. */
function withoutEmptyErrors(operationId: RestOperationId, body: TicketAnswer['body']): TicketAnswer['body'] {
  const declared = Object.keys(restCatalogue[operationId].result.properties);
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => declared.includes(name) || (value !== '' && value !== undefined)));
}

async function drive(seen: Conformance): Promise<void> {
  await configuration(seen);
  const caseId = await cases(seen);
  await authorizations(seen, caseId);
  await seen.ok('UpdateCases', { path: { case_id: caseId }, query: { action_id: 'close' }, body: { judgement: 'thank you' } });
  await seen.refuses('UpdateCases', 200, 'OSM.01010014', { path: { case_id: caseId }, query: { action_id: 'cancel' } });
}

async function configuration(seen: Conformance): Promise<void> {
  const categories = await seen.ok('ListCaseCategories', { language: 'en-us', site: 0 });
  await seen.ok('ListProductCategories', { language: 'zh-cn' });
  const problems = await seen.ok('ListProblemTypes');
  const [category] = categories['incident_sub_type_list'] as readonly { readonly incident_product_category_list: readonly { readonly incident_product_category_id: string }[] }[];
  const [problem] = problems['incident_business_type_list'] as readonly { readonly business_type_id: string }[];
  await seen.ok('ListSeverities', { query: { product_category_id: category?.incident_product_category_list[0]?.incident_product_category_id, business_type_id: problem?.business_type_id } });
  await seen.ok('ListRegions', { site: 1, language: 'en-us' });
  for (const operationId of ['ListCaseCategories', 'ListProductCategories', 'ListProblemTypes', 'ListRegions'] as const) {
    await seen.refuses(operationId, 400, 'OSM.0001', { timeZone: 'Mars/Phobos' });
  }
  await seen.refuses('ListSeverities', 400, 'OSM.0001', { query: { product_category_id: category?.incident_product_category_list[0]?.incident_product_category_id } });
}

async function cases(seen: Conformance): Promise<string> {
  const problems = await seen.ok('ListProblemTypes');
  const types = problems['incident_business_type_list'] as readonly { readonly business_type_id: string; readonly case_type: string }[];
  const business_type_id = types.find((type) => type.case_type === '0')?.business_type_id;
  const made = await seen.ok('CreateCases', { body: { business_type_id, simple_description: '数据库响应缓慢 — slow answers', source_id: SOURCE_ID, remind_time: '0' } });
  await seen.refuses('CreateCases', 200, 'OSM.01010001', { body: { business_type_id, simple_description: 'x', source_id: 'another' } });
  const caseId = String(made['incident_id']);
  const path = { case_id: caseId };
  const listed = await seen.ok('ListCases', { query: { incident_id: caseId, limit: 10, offset: 0, label_id_list: [] }, timeZone: 'UTC-3:30' });
  expect(listed).toMatchObject({ total_count: 1, incident_info_list: [{ incident_id: caseId, status: 0 }] });
  await seen.refuses('ListCases', 400, 'OSM.0001', { query: { limit: 101 } });
  const shown = await seen.ok('ShowCaseDetail', { path });
  expect(shown['incident_detail_info']).toMatchObject({ incident_id: caseId, simple_description: '数据库响应缓慢 — slow answers' });
  expect(await seen.ok('ShowCaseStatus', { path })).toMatchObject({ status: 0 });
  await seen.ok('ListCaseOperateLogs', { path });
  for (const operationId of ['ShowCaseDetail', 'ShowCaseStatus', 'ListCaseOperateLogs'] as const) await seen.refuses(operationId, 200, 'OSM.01010015', { path: { case_id: UNKNOWN } });
  return caseId;
}

async function authorizations(seen: Conformance, caseId: string): Promise<void> {
  await seen.ok('ShowLoginType');
  await seen.refuses('ShowLoginType', 400, 'OSM.0001', { timeZone: 'GMT+99' });
  const requested = await scene.request(caseId);
  const path = { authorization_id: requested.authorizationId };
  expect(await seen.ok('ListAuthorizations', { query: { incident_id: caseId, status: 0 } })).toMatchObject({ count: 1, incident_auth_list: [{ id: requested.authorizationId, status: 0 }] });
  await seen.refuses('ListAuthorizations', 400, 'OSM.0001', { query: { status: 11 } });
  await seen.ok('ShowAuthorizationDetail', { path });
  await seen.refuses('ShowAuthorizationDetail', 200, 'OSM.01010002', { path: { authorization_id: UNKNOWN } });
  const { account, target } = scene;
  const check = (password: string): TicketCall => ({ path: { authorization_detail_id: requested.detailId }, body: { port: target.port, account: account.name, password } });
  await seen.ok('CheckHosts', check(account.password));
  await seen.refuses('CheckHosts', 200, 'OSM.01010003', check('wrong'));
  const detail = { auth_detail_id: Number(requested.detailId), account: account.name, password: account.password, port: target.port };
  await seen.refuses('ConfirmAuthorizations', 200, 'OSM.01010001', { path, body: { auth_detail_list: [{ ...detail, auth_detail_id: 1 }], auth_expire_time: Date.now() + 60_000 } });
  await seen.ok('ConfirmAuthorizations', { path, body: { auth_detail_list: [detail], auth_expire_time: Date.now() + 600_000 } });
  const client = await scene.logOn({ input: 'none', command: 'id -un' });
  expect((await client.ended()).stdout.trim()).toBe(account.name);
  await history(seen, { ...path, authorization_detail_id: requested.detailId });
  await seen.ok('UpdateAuthorizations', { path, query: { action_id: 'cancel' }, body: { reject_reason: '已完成' } });
  await seen.refuses('UpdateAuthorizations', 200, 'OSM.01010014', { path, query: { action_id: 'reject' }, body: {} });
}

async function history(seen: Conformance, path: Readonly<Record<string, string>>): Promise<void> {
  const sessions = await seen.ok('ListHistorySessions', { path, query: { offset: 0, limit: 10 } });
  const [session] = sessions['session_list'] as readonly { readonly session_id: number }[];
  const of = { ...path, session_id: session?.session_id ?? 0 };
  await poll('the command is in the recording', 10_000, async () => {
    const logs = await seen.ok('ListHistoryOperateLogs', { path: of, query: { sort: 1 } });
    return logs['total_count'] === 1 ? true : undefined;
  });
  await seen.ok('ListTransportHistories', { path: of });
  await seen.refuses('ListHistorySessions', 200, 'OSM.01010002', { path: { ...path, authorization_id: UNKNOWN } });
  for (const operationId of ['ListHistoryOperateLogs', 'ListTransportHistories'] as const) await seen.refuses(operationId, 400, 'OSM.0001', { path: of, query: { sort: 2 } });
}

// verify-host and confirm need a target with a password, which takes an account that only root can make.
describe.skipIf(!mayMakeAccounts())('official clients of the service-ticket API', () => {
  beforeAll(async () => {
    scene = await setTicketStage({ env: { SALLYPORT_SERVICE_TICKETS_VERIFY_TRIES: '5' } });
    alice = scene.alice;
    await scene.stage.admin.call('SetPrincipalPassword', { PrincipalId: alice.id, Password: PASSWORD }, OWN_VERSION);
    const listed = await scene.stage.admin.call('ListPrincipals', {}, OWN_VERSION);
    domain = String((listed['Principals'] as readonly { readonly PrincipalId: string; readonly Domain: string }[]).find(({ PrincipalId }) => PrincipalId === alice.id)?.Domain);
  }, 120_000);
  afterAll(async () => { await scene[Symbol.asyncDispose](); });

  it.each(WAYS)('%s, with a %s, drives every operation: once to success, once to its documented error', async (name, kind) => {
    const caller = await callerOf(kind);
    await using stack = new AsyncDisposableStack();
    const client = name === 'Node' ? new NodeTicketClient(scene.server(), caller) : stack.use(new PythonTicketClient(scene.server(), caller));
    const seen = new Conformance(client);
    await drive(seen);
    const all = Object.keys(restCatalogue).sort();
    expect([...seen.succeeded].sort()).toEqual(all);
    expect([...seen.refused.keys()].sort()).toEqual(all);
  }, 90_000);
});
