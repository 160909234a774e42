import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@sallyport/control';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { signAcs3, signV1 } from '../sign.ts';
import type { Signed, ToSign } from '../sign.ts';
import { anyArray, anyNumber, anyText, textLike } from '../matchers.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const toSign = (change: Partial<ToSign> = {}): ToSign => ({
  action: 'ListUsers', version: '2019-12-09', params: { InstanceId: INSTANCE }, method: 'POST', key: api.admin, at: api.clock.now(), ...change,
});

async function send(request: Signed): Promise<{ readonly status: number; readonly code: string; readonly body: Readonly<Record<string, unknown>>; readonly headers: Readonly<Record<string, unknown>> }> {
  const reply = await api.app.inject({ ...request, remoteAddress: '192.0.2.1' });
  const body = reply.json<Record<string, unknown>>();
  return { status: reply.statusCode, code: typeof body['Code'] === 'string' ? body['Code'] : 'OK', body, headers: reply.headers };
}

const schemes = [
  ['v1 GET', (change?: Partial<ToSign>) => signV1(toSign({ method: 'GET', ...change }))],
  ['v1 POST', (change?: Partial<ToSign>) => signV1(toSign({ method: 'POST', ...change }))],
  ['ACS3 GET', (change?: Partial<ToSign>) => signAcs3(toSign({ method: 'GET', ...change }))],
  ['ACS3 POST', (change?: Partial<ToSign>) => signAcs3(toSign({ method: 'POST', ...change }))],
] as const;

describe.each(schemes)('signed by %s', (_, sign) => {
  it('answers with a request id, in the body and in a header', async () => {
    const answer = await send(sign());
    expect(answer).toMatchObject({ status: 200, body: { Users: anyArray, TotalCount: anyNumber } });
    expect(answer.headers['x-acs-request-id']).toBe(answer.body['RequestId']);
    expect(answer.body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  it.each([
    ['unknown key', { key: { accessKeyId: 'SPnobody', secret: 'x' } }, 404, 'InvalidAccessKeyId.NotFound'],
    ['unknown action', { action: 'DropTables' }, 404, 'InvalidAction.NotFound'],
    ['an action of Object.prototype', { action: 'constructor' }, 404, 'InvalidAction.NotFound'],
    ['unknown version', { version: '2018-01-01' }, 400, 'InvalidVersion'],
    ['missing parameter', { action: 'GetUser' }, 400, 'MissingUserId'],
    ['empty required parameter', { action: 'GetUser', params: { InstanceId: INSTANCE, UserId: '' } }, 400, 'MissingUserId'],
    ['malformed parameter', { params: { InstanceId: INSTANCE, PageSize: 'many' } }, 400, 'InvalidParameter'],
    ['over-limit page', { params: { InstanceId: INSTANCE, PageSize: '101' } }, 400, 'InvalidParameter'],
    ['unknown instance', { params: { InstanceId: 'bastionhost-cn-x' } }, 404, 'OBJECT_NOT_FOUND'],
    ['another tenant’s instance', { params: { InstanceId: OTHER_INSTANCE } }, 404, 'OBJECT_NOT_FOUND'],
    ['unknown id', { action: 'GetUser', params: { InstanceId: INSTANCE, UserId: '987654' } }, 404, 'OBJECT_NOT_FOUND'],
    ['an id that is none', { action: 'GetUser', params: { InstanceId: INSTANCE, UserId: '1 or 1=1' } }, 404, 'OBJECT_NOT_FOUND'],
  ] as const)('%s: %s', async (_name, change, status, code) => {
    expect(await send(sign(change))).toMatchObject({ status, code });
  });

  it('refuses a wrong secret', async () => {
    const answer = await send(sign({ key: { ...api.admin, secret: 'wrong' } }));
    expect(answer).toMatchObject({ status: 400, code: 'SignatureDoesNotMatch' });
  });

  it('refuses what is older or newer than 15 minutes, by the store’s time', async () => {
    for (const minutes of [-16, 16]) {
      expect(await send(sign({ at: api.clock.now() + minutes * 60_000 }))).toMatchObject({ status: 400, code: 'InvalidTimeStamp.Expired' });
    }
    for (const minutes of [-14, 14]) {
      expect(await send(sign({ at: api.clock.now() + minutes * 60_000 }))).toMatchObject({ status: 200 });
    }
  });

  it('refuses a replay, and only a signed request uses a nonce up', async () => {
    const nonce = `${sign.name}-${Math.random()}`;
    expect(await send(sign({ nonce, key: { ...api.admin, secret: 'wrong' } }))).toMatchObject({ code: 'SignatureDoesNotMatch' });
    const request = sign({ nonce });
    expect(await send(request)).toMatchObject({ status: 200 });
    expect(await send(request)).toMatchObject({ status: 400, code: 'SignatureNonceUsed' });
  });
});

describe('a v1 caller with a wrong secret', () => {
  it('reads the server’s string to sign', async () => {
    const answer = await send(signV1(toSign({ method: 'GET', key: { ...api.admin, secret: 'wrong' }, params: { InstanceId: INSTANCE, UserName: 'a b' } })));
    expect(answer.body['Message']).toMatch(/server string to sign is:GET&%2F&AccessKeyId%3D.*UserName%3Da%2520b.*Version%3D2019-12-09$/);
  });

  it('is not answered with several times what he sent', async () => {
    const answer = await send(signV1(toSign({ key: { ...api.admin, secret: 'wrong' }, params: { InstanceId: INSTANCE, UserName: '('.repeat(300_000) } })));
    expect(answer).toMatchObject({ status: 400, code: 'SignatureDoesNotMatch' });
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
  });

  it.each([
    ['a secret', { Password: 'hunter2Hunter!' }], ['a secret in pieces', { 'PassPhrase.1': 'hunter2Hunter!' }], ['an undeclared parameter', { Pasword: 'hunter2Hunter!' }],
  ])('does not read it where it would hold %s: clients log it', async (_, secret) => {
    for (const action of ['CreateUser', 'CreateHostAccount', 'NoSuchAction']) {
      const answer = await send(signV1(toSign({ action, key: { ...api.admin, secret: 'wrong' }, params: { InstanceId: INSTANCE, ...secret } })));
      expect(answer).toMatchObject({ status: 400, code: 'SignatureDoesNotMatch' });
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    }
  });
});

describe('the order of checks', () => {
  it.each([
    ['key before time', { key: { accessKeyId: 'SPnobody', secret: 'x' }, at: 0 }, 'InvalidAccessKeyId.NotFound'],
    ['time before signature', { key: 'wrong', at: 0 }, 'InvalidTimeStamp.Expired'],
    ['signature before action', { key: 'wrong', action: 'DropTables' }, 'SignatureDoesNotMatch'],
    ['action before parameters', { action: 'DropTables', params: {} }, 'InvalidAction.NotFound'],
  ] as const)('%s', async (_, change, code) => {
    const key = 'key' in change ? (change.key === 'wrong' ? { ...api.admin, secret: 'wrong' } : change.key) : api.admin;
    expect(await send(signAcs3(toSign({ ...change, key })))).toMatchObject({ code });
  });

  it('judges parameters before permission, and whose instance it is before permission', async () => {
    const nobody = await api.principal('nobody', []);
    expect(await send(signAcs3(toSign({ key: nobody, action: 'GetUser' })))).toMatchObject({ code: 'MissingUserId' });
    expect(await send(signAcs3(toSign({ key: nobody, params: { InstanceId: OTHER_INSTANCE } })))).toMatchObject({ code: 'OBJECT_NOT_FOUND' });
    expect(await send(signAcs3(toSign({ key: nobody })))).toMatchObject({
      status: 403, code: 'NoPermission',
      body: { AccessDeniedDetail: { AuthAction: 'yundun-bastionhost:ListUsers', AuthPrincipalDisplayName: 'nobody', AuthPrincipalOwnerId: '1001', NoPermissionType: 'ImplicitDeny' } },
    });
  });
});

describe('framing', () => {
  const error = { RequestId: anyText, HostId: anyText, Code: anyText, Message: anyText, Recommend: textLike(/^http:\/\/.*\/docs\/errors\//) };

  it('answers every refusal in the one form', async () => {
    expect((await send(signAcs3(toSign({ action: 'GetUser' })))).body).toStrictEqual(error);
    expect((await send({ method: 'GET', url: '/', headers: {} })).body).toStrictEqual({ ...error, Code: 'MissingAction' });
    expect((await send({ method: 'GET', url: '/nowhere', headers: {} })).body).toStrictEqual({ ...error, Code: 'InvalidAction.NotFound' });
  });

  it('refuses a body over 1 MiB', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send({ method: 'POST', url: '/', headers: form, payload: `A=${'x'.repeat(1024 * 1024)}` })).toMatchObject({ status: 413, code: 'RequestEntityTooLarge' });
    expect(await send({ method: 'POST', url: '/', headers: form, payload: `A=${'x'.repeat(1024 * 1024 - 2)}` })).toMatchObject({ status: 400, code: 'MissingAction' });
  });

  it('refuses a parameter that is given twice with different values', async () => {
    const request = signV1(toSign({ method: 'POST' }));
    expect(await send({ ...request, url: '/?InstanceId=other' })).toMatchObject({ status: 400, code: 'RepeatedParameter' });
    expect(await send({ ...request, url: `/?InstanceId=${INSTANCE}` })).toMatchObject({ status: 200 });
  });

  it('refuses forms of answers that nobody speaks', async () => {
    expect(await send(signV1(toSign({ method: 'GET', params: { InstanceId: INSTANCE, Format: 'YAML' } })))).toMatchObject({ status: 400, code: 'InvalidParameter.Format' });
  });

  it('answers a URL that cannot be decoded in the one form', async () => {
    expect((await send({ method: 'GET', url: '/docs/errors/%zz', headers: {} })).body).toStrictEqual({ ...error, Code: 'MalformedRequest' });
  });

  it('refuses other methods', async () => {
    const reply = await api.app.inject({ method: 'PUT', url: '/' });
    expect(reply.json()).toMatchObject({ Code: 'UnsupportedHTTPMethod' });
  });

  it('has a page for every code and says that it is alive', async () => {
    const page = await api.app.inject({ url: '/docs/errors/Throttling.User' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Throttling.User');
    expect((await api.app.inject({ url: '/docs/errors/%3Cscript%3E' })).body).not.toContain('<script>');
    expect((await api.app.inject({ url: '/docs/errors/MissingUserIds' })).body).toContain('UserIds is mandatory');
    expect((await api.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
  });
});

describe('limits', () => {
  it('count the calls of an account over all its keys, and do nothing beyond', async () => {
    const second = await api.principal('second', ['AdministratorAccess']);
    const created = await api.call('CreateUser', { UserName: 'limited', Source: 'Local', Password: 'Aa1!aaaa' });
    const UserIds = JSON.stringify([created.body['UserId']]);
    api.clock.set(Math.ceil(api.clock.now() / 1000) * 1000 + 1000);
    for (let index = 0; index < 10; index += 1) expect((await api.call('UnlockUsers', { UserIds }, { key: index % 2 === 0 ? api.admin : second })).status).toBe(200);
    const throttled = await api.call('UnlockUsers', { UserIds });
    expect(throttled).toMatchObject({ status: 400, code: 'Throttling.User' });
    expect(Number(throttled.headers['x-acs-retry-after'])).toBe(1000);
    // Another action and another account have budgets of their own.
    for (let index = 0; index < 10; index += 1) await api.ok('LockUsers', { UserIds: '["999"]' });
    expect(await api.call('LockUsers', { UserIds })).toMatchObject({ code: 'Throttling.User' });
    expect(await api.ok('GetUser', { UserId: String(created.body['UserId']) })).toMatchObject({ User: { UserState: ['Normal'] } });
    const stranger = await api.principal('stranger', ['AdministratorAccess'], OTHER_INSTANCE);
    expect(await api.call('LockUsers', { UserIds: '["1"]' }, { key: stranger, instanceId: OTHER_INSTANCE })).toMatchObject({ status: 200 });
    api.clock.advance(1000);
    expect(await api.call('LockUsers', { UserIds: '["999"]' })).toMatchObject({ status: 200 });
  });

  it('stop an address before anything is checked', async () => {
    await using tight = await startApi({ settings: { rates: { ...DEFAULT_SETTINGS.rates, perAddress: 1, perAddressBurst: 3 } } });
    const codes: string[] = [];
    for (let index = 0; index < 5; index += 1) codes.push((await tight.call('ListUsers')).code);
    expect(codes).toEqual(['OK', 'OK', 'OK', 'Throttling.Address', 'Throttling.Address']);
    expect(await tight.call('ListUsers', {}, { address: '192.0.2.77' })).toMatchObject({ status: 200 });
  });

  it('limits an address that asks for health, which costs a look into the store', async () => {
    await using limited = await startApi({ settings: { rates: { ...DEFAULT_SETTINGS.rates, perAddress: 1, perAddressBurst: 3 } } });
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1) statuses.push((await limited.app.inject({ url: '/healthz', remoteAddress: '192.0.2.5' })).statusCode);
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses.slice(3)).toEqual([400, 400]);
  });
});

describe('audit', () => {
  const last = async (kind: string): Promise<Readonly<Record<string, unknown>>> => ((await api.ok('ListAuditEvents', { Kind: kind, PageSize: '1' }))['Events'] as Record<string, unknown>[])[0] ?? {};

  it('keeps who, whence, what and outcome of every call, without secrets', async () => {
    const answer = await api.call('CreateUser', { UserName: 'audited', Source: 'Local', Password: 'Secret1!secret', Email: 'a@b.example' });
    const event = await last('api.CreateUser');
    expect(event).toMatchObject({
      ActorKind: 'principal', ActorName: 'administrator', SourceAddress: '192.0.2.1', RequestId: answer.body['RequestId'], Outcome: 'OK',
      Details: { accessKeyId: api.admin.accessKeyId, userId: answer.body['UserId'], parameters: { UserName: 'audited', Email: 'a@b.example' } },
    });
    expect(JSON.stringify(event)).not.toContain('Secret1!secret');
  });

  it('keeps refusals and reads too', async () => {
    await api.call('GetUser', { UserId: '424242' });
    expect(await last('api.GetUser')).toMatchObject({ Outcome: 'OBJECT_NOT_FOUND', Details: { parameters: { UserId: '424242' } } });
    await api.call('ListUsers', { PageSize: '999' });
    expect(await last('api.ListUsers')).toMatchObject({ Outcome: 'InvalidParameter' });
    await api.call('ListUsers');
    expect(await last('api.ListUsers')).toMatchObject({ Outcome: 'OK' });
  });

  it('keeps callers who could not prove themselves, a bounded number of them', async () => {
    const wrong: Key = { ...api.admin, secret: 'wrong' };
    const before = Number((await api.ok('ListAuditEvents', { Kind: 'api.refused', PageSize: '1' }))['TotalCount']);
    for (let index = 0; index < 50; index += 1) await api.call('ListUsers', {}, { key: wrong, address: '192.0.2.99' });
    const after = await api.ok('ListAuditEvents', { Kind: 'api.refused', PageSize: '1' });
    expect(Number(after['TotalCount']) - before).toBe(DEFAULT_SETTINGS.auditedAuthFailures);
    expect((after['Events'] as unknown[])[0]).toMatchObject({ Outcome: 'SignatureDoesNotMatch', ActorKind: 'anonymous', SourceAddress: '192.0.2.99', Details: { action: 'ListUsers' } });
  });

  it('verifies as a chain', async () => {
    expect(await api.ok('VerifyAudit')).toMatchObject({ Valid: true, BrokenAt: 0, Reason: '', Head: textLike(/^[0-9a-f]{64}$/) });
  });
});
