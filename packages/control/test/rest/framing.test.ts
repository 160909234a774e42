import { restCatalogue } from '@sallyport/contract';
import type { RestOperation } from '@sallyport/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api.ts';
import type { Api } from '../api.ts';
import { anyText, textLike } from '../matchers.ts';
import { signSdk } from '../sign-sdk.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const OPERATIONS: readonly RestOperation[] = Object.values(restCatalogue);
const MIB = 1024 * 1024;
const gone = { error_code: 'APIGW.0101', error_msg: anyText, request_id: textLike(/^[0-9A-F-]{36}$/) };

describe('paths', () => {
  it.each(OPERATIONS.map((operation) => [operation.operationId, operation] as const))('%s asks for a proof', async (_, operation) => {
    const reply = await api.app.inject({ method: operation.method, url: operation.path.replaceAll(/\{\w+\}/g, '1') });
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ error_code: 'APIGW.0301' });
  });

  it('prefer a word to a variable', async () => {
    const reply = await api.app.inject(signSdk({ method: 'GET', path: '/v2/servicerequest/authorizations/login-type', key: api.admin, at: api.clock.now() }));
    expect(reply.json()).toHaveProperty('login_type');
  });

  it.each([
    ['an operation that comes later', 'GET', '/v2/servicerequest/privileges'], ['a word too many', 'GET', '/v2/servicerequest/cases/1/2/3/4'], ['a slash at the end', 'GET', '/v2/servicerequest/cases/'],
    ['an empty word', 'GET', '/v2//cases'], ['another case', 'GET', '/v2/ServiceRequest/cases'], ['a slash in disguise', 'GET', '/v2/servicerequest%2Fcases'],
    ['a percent sign in a variable, which the two signers spell alike', 'GET', '/v2/servicerequest/cases/a%252Db'], ['a slash in a variable', 'GET', '/v2/servicerequest/cases/a%2Fstatus'], ['nothing', 'GET', '/v2'], ['a path of Object.prototype', 'GET', '/v2/servicerequest/constructor'],
    ['another method', 'DELETE', '/v2/servicerequest/cases'], ['PATCH', 'PATCH', '/v2/servicerequest/cases'], ['OPTIONS', 'OPTIONS', '/v2/servicerequest/cases'], ['PROPFIND', 'PROPFIND', '/v2/servicerequest/cases'],
  ] as const)('know nothing of %s', async (_, method, url) => {
    const reply = await api.app.inject({ method: method as 'GET', url });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toStrictEqual(gone);
  });

  it('answer HEAD without a body', async () => {
    const reply = await api.app.inject({ method: 'HEAD', url: '/v2/servicerequest/cases' });
    expect(reply).toMatchObject({ statusCode: 404, body: '' });
  });

  it('leave other addresses to the first dialect', async () => {
    for (const url of ['/v20', '/v4/x', '/']) expect((await api.app.inject({ url })).json()).toHaveProperty('Code');
  });

  it('do not understand what is not percent-encoded UTF-8', async () => {
    expect((await api.app.inject({ url: '/v2/servicerequest/cases/%zz' })).json()).toMatchObject({ error_code: 'OSM.0001', request_id: anyText });
    expect((await api.app.inject({ url: '/v3/%zz' })).json()).toMatchObject({ error: { code: 400 } });
    const reply = await api.app.inject({ url: '/v2/servicerequest/cases?x=%zz' });
    expect([reply.statusCode, reply.json()]).toMatchObject([400, { error_code: 'OSM.0001' }]);
  });

  it('take no more pairs in a query than anybody needs', async () => {
    const reply = await api.app.inject({ url: `/v2/servicerequest/cases?${'a=1&'.repeat(1_001)}` });
    expect(reply.statusCode).toBe(400);
  });
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };

  it.each(['POST', 'PUT', 'GET'] as const)('over 1 MiB is refused to a %s in this form', async (method) => {
    const url = method === 'PUT' ? '/v2/servicerequest/authorizations/1' : '/v2/servicerequest/cases';
    const over = await api.app.inject({ method, url, headers: json, payload: 'x'.repeat(MIB + 1) });
    expect(over.statusCode).toBe(413);
    expect(over.json()).toMatchObject({ error_code: 'APIGW.0201', request_id: anyText });
    expect((await api.app.inject({ method, url, headers: json, payload: 'x'.repeat(MIB) })).statusCode).toBe(401);
  });

  it('over 1 MiB is refused by the identity routes in theirs', async () => {
    const reply = await api.app.inject({ method: 'POST', url: '/v3/auth/tokens', headers: json, payload: 'x'.repeat(MIB + 1) });
    expect(reply.statusCode).toBe(413);
    expect(reply.json()).toMatchObject({ error: { code: 413, title: 'Payload Too Large' } });
  });

  it('may call itself what it likes: what counts is what it is', async () => {
    for (const type of ['text/plain', 'application/json;charset=UTF-8', 'application/x-www-form-urlencoded']) {
      const reply = await api.app.inject(signSdk({ method: 'GET', path: '/v2/servicerequest/cases', key: api.admin, at: api.clock.now(), body: '{}', headers: { 'content-type': type } }));
      expect(reply.statusCode).toBe(200);
    }
  });

  it.each([
    ['no JSON', '{"region_id":'], ['a list', '[]'], ['a member twice', '{"group_id":"1","group_id":"2"}'],
  ])('that is %s is a business error', async (_, body) => {
    const path = '/v2/servicerequest/authorizations/Auth-1/action';
    const reply = await api.app.inject(signSdk({ method: 'PUT', path, query: { action_id: 'reject' }, key: api.admin, at: api.clock.now(), body }));
    expect([reply.statusCode, reply.json()]).toStrictEqual([200, { error_code: 'OSM.01010001', error_msg: anyText }]);
  });
});
