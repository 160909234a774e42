import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@sallyport/control';
import { startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { anyArray, textLike } from '../matchers.ts';
import { sendRest } from '../rest-call.ts';
import type { RestSeen } from '../rest-call.ts';
import { signSdk } from '../sign-sdk.ts';
import type { RestSigned, RestToSign } from '../sign-sdk.ts';
import { ADMIN_DOMAIN_ID, OTHER_DOMAIN_ID } from './identities.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const CASES = '/v2/servicerequest/cases';
const ACTION = '/v2/servicerequest/authorizations/Auth-1/action';
const PREFIX = 'Incorrect IAM authentication information: ';

const sign = (change: Partial<RestToSign> = {}): RestSigned => signSdk({ method: 'GET', path: CASES, key: api.admin, at: api.clock.now(), ...change });
// Each from an address of its own: wrong proofs lock the address that they come from.
let host = 0;
const send = async (request: RestSigned, address?: string): Promise<RestSeen> => {
  host += 1;
  return sendRest(api.app, request, address ?? `198.51.100.${host % 250}`);
};
const withHeaders = (request: RestSigned, headers: Readonly<Record<string, string>>): RestSigned => ({ ...request, headers: { ...request.headers, ...headers } });

describe('an answer', () => {
  it('is JSON, names the request, and is kept by nobody', async () => {
    const answer = await send(sign());
    expect(answer).toMatchObject({ status: 200, code: 'OK', body: { total_count: 0, incident_info_list: anyArray } });
    expect(answer.headers).toMatchObject({ 'content-type': textLike(/^application\/json/), 'x-request-id': textLike(/^[0-9A-F-]{36}$/), 'cache-control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('x-acs-request-id');
  });

  it('comes to a GET with a body too, which the vendor’s Node client sends and signs', async () => {
    expect(await send(sign({ body: '{}' }))).toMatchObject({ status: 200, code: 'OK' });
    expect(await send({ ...sign({ body: '{}' }), payload: '{"a":1}' })).toMatchObject({ status: 401 });
  });
});

describe('a proof', () => {
  it.each([
    ['nothing', () => ({ method: 'GET' as const, url: CASES, headers: {} }), 'x-auth-token not found'],
    ['a wrong secret', () => sign({ key: { ...api.admin, secret: 'wrong' } }), 'verify aksk signature fail'],
    ['an unknown key', () => sign({ key: { accessKeyId: 'SPnobody', secret: 'wrong' } }), 'verify aksk signature fail'],
    ['another path', () => ({ ...sign({ path: `${CASES}/1` }), url: `${CASES}/2` }), 'verify aksk signature fail'],
    ['another query', () => ({ ...sign({ query: { limit: '1' } }), url: `${CASES}?limit=2` }), 'verify aksk signature fail'],
    ['one more query', () => ({ ...sign({ query: { limit: '1' } }), url: `${CASES}?limit=1&offset=1` }), 'verify aksk signature fail'],
    ['another method', () => ({ ...sign({ method: 'PUT' as const }), method: 'POST' as const }), 'verify aksk signature fail'],
    ['another body', () => ({ ...sign({ method: 'POST' as const, body: '{}' }), payload: '{"region_id":"x"}' }), 'verify aksk signature fail'],
    ['another host', () => withHeaders(sign(), { host: 'evil.local' }), 'verify aksk signature fail'],
    ['another language', () => withHeaders(sign({ headers: { 'x-language': 'zh-cn' } }), { 'x-language': 'en-us' }), 'verify aksk signature fail'],
    ['an unsigned language', () => withHeaders(sign(), { 'x-language': 'en-us' }), 'these headers must be signed: x-language'],
    ['an unsigned host', () => withHeaders(sign(), { authorization: (sign().headers['authorization'] ?? '').replace('host;', '') }), 'host and x-sdk-date must be signed'],
    ['an unsigned body on plain HTTP', () => sign({ method: 'POST', body: 'x', headers: { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } }), 'UNSIGNED-PAYLOAD is accepted over TLS only'],
    ['a token that nobody has', () => ({ method: 'GET' as const, url: CASES, headers: { 'x-auth-token': 'x' } }), 'decrypt token fail'],
    ['a token of 5000 characters', () => ({ method: 'GET' as const, url: CASES, headers: { 'x-auth-token': 'x'.repeat(5_000) } }), 'decrypt token fail'],
    ['an empty token', () => ({ method: 'GET' as const, url: CASES, headers: { 'x-auth-token': '' } }), 'x-auth-token not found'],
    ['a good signature and a bad token', () => sign({ headers: { 'x-auth-token': 'x' } }), 'decrypt token fail'],
    ['a good signature of a lasting key with a security token', () => sign({ key: { ...api.admin, securityToken: 'SPST.x' } }), 'X-Security-Token does not belong to the access key'],
  ])('by %s is none', async (_, request, detail) => {
    expect(await send(request())).toMatchObject({ status: 401, body: { error_code: 'APIGW.0301', error_msg: `${PREFIX}${detail}`, request_id: textLike(/^[0-9A-F-]{36}$/) } });
  });

  it('holds within 15 minutes of the store’s time, either way', async () => {
    for (const minutes of [-16, 16]) {
      expect(await send(sign({ at: api.clock.now() + minutes * 60_000 }))).toMatchObject({ status: 401, body: { error_msg: `${PREFIX}the request was signed outside the time window` } });
    }
    for (const minutes of [-15, 15]) expect(await send(sign({ at: api.clock.now() + minutes * 60_000 }))).toMatchObject({ status: 200 });
  });

  it('tells an unknown key from a known one not even by an old date', async () => {
    const old = { at: api.clock.now() - 3_600_000 };
    const [known, unknown] = [await send(sign(old)), await send(sign({ ...old, key: { accessKeyId: 'SPnobody', secret: 'x' } }))];
    expect(unknown.body['error_msg']).toBe(known.body['error_msg']);
  });

  it('covers an unsigned body over TLS', async () => {
    const trusting = await startApi({ settings: { trustedProxies: ['192.0.2.1'] } });
    await using _ = trusting;
    const request = signSdk({ method: 'POST', path: CASES, key: trusting.admin, at: trusting.clock.now(), body: '{}', headers: { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } });
    expect(await sendRest(trusting.app, withHeaders(request, { 'x-forwarded-proto': 'https' }))).toMatchObject({ status: 200, code: 'OSM.01010001' });
    expect(await sendRest(trusting.app, request)).toMatchObject({ status: 401 });
  });
});

describe('the order of checks', () => {
  const nobody = (): Promise<Key> => api.principal(`nobody${host}`, []);

  it('asks for the path before the proof', async () => {
    expect(await send({ method: 'GET', url: '/v2/servicerequest/nothing', headers: {} })).toMatchObject({ status: 404, body: { error_code: 'APIGW.0101', request_id: textLike(/^[0-9A-F-]{36}$/) } });
  });

  it('asks for the proof before the domain, and for the domain before the parameters', async () => {
    const wrong = { ...api.admin, secret: 'wrong' };
    expect(await send(sign({ key: wrong, headers: { 'x-domain-id': OTHER_DOMAIN_ID } }))).toMatchObject({ status: 401 });
    expect(await send(sign({ headers: { 'x-domain-id': OTHER_DOMAIN_ID }, query: { limit: 'x' } }))).toMatchObject({ status: 403, code: 'OSM.0003' });
    expect(await send(sign({ headers: { 'x-domain-id': 'dom' } }))).toMatchObject({ status: 403, code: 'OSM.0003' });
    expect(await send(sign({ headers: { 'x-domain-id': '' } }))).toMatchObject({ status: 200, code: 'OK' });
    expect(await send(sign({ headers: { 'x-domain-id': ADMIN_DOMAIN_ID } }))).toMatchObject({ status: 200, code: 'OK' });
    expect(await send(sign({ headers: { 'x-domain-id': ADMIN_DOMAIN_ID.toUpperCase() } }))).toMatchObject({ status: 200, code: 'OK' });
  });

  it('asks for the parameters before the permission', async () => {
    const key = await nobody();
    expect(await send(sign({ key, query: { limit: 'x' } }))).toMatchObject({ status: 400, code: 'OSM.0001' });
    expect(await send(sign({ key, method: 'PUT', path: ACTION, query: { action_id: 'Reject' } }))).toMatchObject({ status: 200, code: 'OSM.01010001' });
    expect(await send(sign({ key }))).toMatchObject({ status: 403, code: 'OSM.0003', body: { error_msg: '无权访问', request_id: textLike(/^[0-9A-F-]{36}$/) } });
    expect(await send(sign({ key, headers: { 'x-language': 'en-us' } }))).toMatchObject({ status: 403, body: { error_msg: 'Forbidden' } });
  });

  it('asks for the permission before the rate', async () => {
    await using tight = await startApi({ settings: { rates: { ...DEFAULT_SETTINGS.rates, general: 1, perAddress: 1_000, perAddressBurst: 1_000 } } });
    const powerless = await tight.principal('powerless', []);
    expect(await tight.rest('ListCases')).toMatchObject({ status: 200 });
    expect(await tight.rest('ListCases', {}, { key: powerless })).toMatchObject({ status: 403 });
    const throttled = await tight.rest('ListCases');
    expect(throttled).toMatchObject({ status: 429, body: { error_code: 'APIGW.0308', request_id: textLike(/^[0-9A-F-]{36}$/) } });
    expect(Number(throttled.headers['retry-after'])).toBe(1);
    // Another operation has a budget of its own.
    expect(await tight.rest('ListRegions')).toMatchObject({ status: 200 });
  });

  it('counts an address before everything', async () => {
    await using tight = await startApi({ settings: { rates: { ...DEFAULT_SETTINGS.rates, perAddress: 1, perAddressBurst: 2 } } });
    const statuses: number[] = [];
    for (let times = 0; times < 4; times += 1) statuses.push((await sendRest(tight.app, { method: 'GET', url: '/v2/nothing', headers: {} })).status);
    expect(statuses).toEqual([404, 404, 429, 429]);
    expect(await sendRest(tight.app, { method: 'GET', url: '/v3/auth/domains', headers: {} })).toMatchObject({ status: 429, body: { error: { code: 429 } } });
  });
});

describe('an error', () => {
  it.each([
    ['a header beyond its limit', { 'x-language': 'x'.repeat(33) }], ['a time zone that is none', { 'x-time-zone': 'Mars' }], ['a site that is none', { 'x-site': '2' }],
  ])('%s is the request’s fault', async (_, headers) => {
    expect(await send(sign({ headers }))).toMatchObject({ status: 400, code: 'OSM.0001' });
  });

  it('of a token beyond 5000 characters is the request’s fault, whoever asks', async () => {
    expect(await send({ method: 'GET', url: CASES, headers: { 'x-auth-token': 'x'.repeat(5_001) } })).toMatchObject({ status: 400, code: 'OSM.0001' });
  });

  it('of ours says nothing but that', async () => {
    await using broken = await startApi();
    Object.defineProperty(broken.store.cases, 'list', { value: async () => Promise.reject(new Error('table cases: hunter2')) });
    const answer = await broken.rest('ListCases');
    expect(answer).toMatchObject({ status: 500, code: 'OSM.0004' });
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    expect(broken.log.join('\n')).toContain('hunter2');
  });
});

describe('audit', () => {
  const last = async (kind: string): Promise<Readonly<Record<string, unknown>>> => ((await api.ok('ListAuditEvents', { Kind: kind, PageSize: '1' }))['Events'] as Record<string, unknown>[])[0] ?? {};

  it('keeps who, whence, what and outcome of every call, in one record', async () => {
    const before = Number((await api.ok('ListAuditEvents', { Kind: 'api.ListCases', PageSize: '1' }))['TotalCount']);
    const answer = await send(sign({ query: { search_key: 'disk' } }), '192.0.2.9');
    expect(await last('api.ListCases')).toMatchObject({
      ActorKind: 'principal', ActorName: 'administrator', SourceAddress: '192.0.2.9', RequestId: answer.headers['x-request-id'], Outcome: 'OK',
      Details: { accessKeyId: api.admin.accessKeyId, parameters: { search_key: ['disk'] } },
    });
    expect(Number((await api.ok('ListAuditEvents', { Kind: 'api.ListCases', PageSize: '1' }))['TotalCount'])).toBe(before + 1);
  });

  it('keeps refusals, business errors too, and says where a value was wrong without repeating it', async () => {
    await send(sign({ query: { limit: 'hunter2' } }));
    const event = await last('api.ListCases');
    expect(event).toMatchObject({ Outcome: 'OSM.0001', Details: { fault: { where: 'query', name: 'limit' } } });
    expect(JSON.stringify(event)).not.toContain('hunter2');
    await send(sign({ method: 'PUT', path: ACTION, query: { action_id: 'cancel' } }));
    expect(await last('api.UpdateAuthorizations')).toMatchObject({ Outcome: 'OSM.01010002' });
  });

  it('leaves out what is secret', async () => {
    await send(sign({ method: 'PUT', path: '/v2/servicerequest/authorizations/Auth-1', body: JSON.stringify({ auth_detail_list: [{ auth_detail_id: 1, password: 'hunter2' }] }) }));
    const event = await last('api.ConfirmAuthorizations');
    expect(event).toMatchObject({ Outcome: 'OSM.01010002' });
    expect(JSON.stringify(event)).not.toContain('hunter2');
  });

  it('keeps those who could not prove themselves, with what was wrong', async () => {
    await send(sign({ key: { ...api.admin, secret: 'wrong' } }), '203.0.113.7');
    expect(await last('api.refused')).toMatchObject({ ActorKind: 'anonymous', SourceAddress: '203.0.113.7', Outcome: 'APIGW.0301', Details: { action: 'ListCases', accessKeyId: api.admin.accessKeyId, fault: 'signature' } });
  });
});
