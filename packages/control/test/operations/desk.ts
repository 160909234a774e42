import { createHash, randomBytes } from 'node:crypto';
import { checkRestResult, findRestOperation } from '@sallyport/contract';
import { expect } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api, ApiOptions, Key } from '../api.ts';
import { createHost } from './people.ts';

/** Somebody with a token. */
export interface Caller extends Key {
  readonly token: string;
}

export interface RestAnswer {
  readonly status: number;
  /** Empty on success. */
  readonly code: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service desk: the control plane with a customer, a dispatcher of the vendor's and the engineer whom he sends. */
export interface Desk extends AsyncDisposable {
  readonly api: Api;
  readonly customer: Caller;
  readonly vendor: Caller;
  readonly userId: string;
  readonly hostId: string;
  caller(name: string, policies: readonly string[], instanceId?: string): Promise<Caller>;
  /** `GET /cases`: the path is below /v2/servicerequest. */
  rest(who: Caller, line: string, options?: RestOptions): Promise<RestAnswer>;
  /** The body of a call that must succeed. */
  done(who: Caller, line: string, options?: RestOptions): Promise<Readonly<Record<string, unknown>>>;
  /** A ticket of the customer's. */
  openCase(who?: Caller, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** An authorization that waits; one host unless told otherwise. */
  request(caseId: string, more?: Readonly<Record<string, string>>, who?: Caller): Promise<string>;
  /** A new ticket with an authorization that waits. */
  waiting(): Promise<string>;
  /** Ids of its details, in order. */
  detailIds(id: string): Promise<readonly string[]>;
  /** The id of a new principal group of these. */
  group(...members: readonly Caller[]): Promise<string>;
  confirm(id: string, more?: Readonly<Record<string, unknown>>, who?: Caller): Promise<RestAnswer>;
}

export const SOURCE_ID = '83aeb0f2834c4df49826c781d32a963e';
export const PASSWORD = '客户的-host-password-7Q';

export async function startDesk(options: ApiOptions = {}): Promise<Desk> {
  const api = await startApi(options);
  const caller: Desk['caller'] = async (name, policies, instanceId) => withToken(api, await api.principal(name, policies, instanceId), instanceId ?? INSTANCE);
  const customer = await caller('customer', ['ServiceTicketCustomer']);
  const vendor = await caller('vendor', ['SupportEngineerDispatcher']);
  const userId = await engineer(api, 'engineer');
  const hostId = await createHost(api, 'web', '10.0.0.9');
  const rest: Desk['rest'] = (who, line, how = {}) => send(api, who, line, how);
  const done: Desk['done'] = async (who, line, how) => {
    const answer = await rest(who, line, how);
    expect(answer, `${line} ${api.log.join('\n')}`).toMatchObject({ status: 200, code: '' });
    return answer.body;
  };
  const openCase: Desk['openCase'] = async (who = customer, more = {}) =>
    String((await done(who, 'POST /cases', { body: { business_type_id: 'question', simple_description: 'Disk alarm on web', source_id: SOURCE_ID, ...more } }))['incident_id']);
  const request: Desk['request'] = async (CaseId, more = {}, who = vendor) => String((await api.ok('RequestAuthorization', {
    CaseId, UserId: userId, Description: 'look at the alarm', Details: JSON.stringify([{ Type: 'Host', HostId: hostId, Account: 'root', Port: 22 }]), ...more,
  }, { key: who }))['AuthorizationId']);
  const detailIds: Desk['detailIds'] = async (id) => (await api.store.authorizations.get(INSTANCE, id))?.details.map((detail) => detail.id) ?? [];
  const confirm: Desk['confirm'] = async (id, more = {}, who = customer) => {
    const auth_detail_list = (await detailIds(id)).map((each) => ({ auth_detail_id: Number(each), password: PASSWORD }));
    return rest(who, `PUT /authorizations/${id}`, { body: { auth_detail_list, ...more } });
  };
  const group: Desk['group'] = async (...members) => {
    const PrincipalGroupId = String((await api.ok('CreatePrincipalGroup', { Name: `group ${randomBytes(6).toString('hex')}` }))['PrincipalGroupId']);
    for (const { principalId: PrincipalId } of members) await api.ok('AddPrincipalToGroup', { PrincipalGroupId, PrincipalId });
    return PrincipalGroupId;
  };
  return {
    api, customer, vendor, userId, hostId, caller, rest, done, openCase, request, detailIds, confirm, group,
    waiting: async () => request(await openCase()),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** A support engineer is a user of the bastion whom nobody has granted anything. */
export async function engineer(api: Api, UserName: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const local = more['Source'] === undefined ? { Source: 'Local', Password: 'Aa1!aaaa' } : {};
  return String((await api.ok('CreateUser', { UserName, ...local, ...more }))['UserId']);
}

async function withToken(api: Api, key: Key, instanceId: string): Promise<Caller> {
  const token = `test.${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token, 'utf8').digest('hex');
  const now = await api.store.now();
  await api.store.authTokens.create({ hash, instanceId, principalId: key.principalId, methods: ['password'], scope: { kind: 'domain', name: '1001' }, issuedAt: now, expiresAt: now + 365 * 86_400_000 });
  return { ...key, token };
}

async function send(api: Api, who: Caller, line: string, { body, headers = {} }: RestOptions): Promise<RestAnswer> {
  const [method = '', below = ''] = line.split(' ', 2);
  const url = `/v2/servicerequest${below}`;
  const reply = await api.app.inject({
    method: method as 'GET' | 'POST' | 'PUT', url, remoteAddress: '192.0.2.1',
    headers: { 'x-auth-token': who.token, 'x-language': 'en-us', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const answer = reply.json<Record<string, unknown>>();
  const text = (name: string): string => (typeof answer[name] === 'string' ? answer[name] : '');
  if (reply.statusCode === 200 && text('error_code') === '') demandDeclared(method, url, answer);
  return { status: reply.statusCode, code: text('error_code'), text: text('error_msg'), body: answer };
}

/** Every success of every test is held against the declaration, whatever the test looks at. */
function demandDeclared(method: string, url: string, answer: Readonly<Record<string, unknown>>): void {
  const match = findRestOperation(method, (url.split('?', 1)[0] ?? '').split('/').slice(1));
  const faults = match === undefined ? ['unknown operation'] : checkRestResult(match.operation, answer);
  if (faults.length > 0) throw new Error(`${method} ${url} answers what it does not declare: ${faults.join('; ')}`);
}
