import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE, startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { matchingTotpStep, totpCode } from '../../src/identity/totp.ts';
import { anyText, textLike } from '../matchers.ts';
import { signSdk } from '../sign-sdk.ts';
import { fromBase32 } from './base32.ts';
import { ADMIN_DOMAIN_ID, OTHER_DOMAIN_ID } from './identities.ts';
import { keystone, logOn, logOnBody } from './keystone.ts';
import type { KeystoneSeen, LogOn } from './keystone.ts';

const PASSWORD = 'correct horse battery';
let api: Api;
let lin: Key;
let mei: Key;
let secret: Uint8Array;

beforeAll(async () => {
  api = await startApi();
  lin = await api.principal('lin', ['AdministratorAccess']);
  mei = await api.principal('mei', ['AdministratorAccess']);
  for (const { principalId } of [lin, mei]) await api.ok('SetPrincipalPassword', { PrincipalId: principalId, Password: PASSWORD });
  secret = fromBase32(String((await api.ok('EnablePrincipalTotp', { PrincipalId: mei.principalId }))['Secret']));
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

// Each from an address of its own: wrong passwords lock the pair of user and address.
let host = 0;
const from = (): string => {
  host += 1;
  return `198.51.100.${host % 250}`;
};
const asLin = (change: Partial<LogOn> = {}): Promise<KeystoneSeen> => logOn(api, { name: 'lin', password: PASSWORD, ...change }, from());
const asMei = (change: Partial<LogOn> = {}): Promise<KeystoneSeen> => logOn(api, { name: 'mei', password: PASSWORD, ...change }, from());
const code = (steps = 0): string => totpCode(secret, Math.floor(api.clock.now() / 30_000) + steps);
const unauthorized = { status: 401, token: '', body: { error: { code: 401, message: anyText, title: 'Unauthorized' } } };

describe('TOTP', () => {
  it('gives the codes of RFC 6238, Appendix B', () => {
    const shared = Buffer.from('12345678901234567890', 'ascii');
    expect([59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000].map((at) => totpCode(shared, Math.floor(at / 30)))).toEqual(['287082', '081804', '050471', '005924', '279037', '353130']);
  });

  it('takes the step before and the step after, and no other', () => {
    const shared = Buffer.from('12345678901234567890', 'ascii');
    const at = 1_000 * 30_000;
    expect([-2, -1, 0, 1, 2].map((drift) => matchingTotpStep(shared, totpCode(shared, 1_000 + drift), at))).toEqual([undefined, 999, 1_000, 1_001, undefined]);
    for (const wrong of ['', '12345', '1234567', '------', '１２３４５６', 'abcdef']) expect(matchingTotpStep(shared, wrong, at)).toBeUndefined();
  });
});

describe('a token', () => {
  it('is given for a password, and says what it is', async () => {
    const issued = await asLin();
    expect(issued).toMatchObject({
      status: 201,
      body: { token: { methods: ['password'], user: { id: lin.principalId, name: 'lin', domain: { id: ADMIN_DOMAIN_ID, name: '1001' } }, domain: { id: ADMIN_DOMAIN_ID, name: '1001' }, issued_at: '2026-11-21T12:00:00.000000Z', expires_at: '2026-11-22T12:00:00.000000Z' } },
    });
    expect(issued.token).toMatch(/^SPT1\.[0-9a-z]+\.[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(issued.body)).not.toContain(issued.token);
    expect(await api.rest('ListCases', {}, { token: issued.token })).toMatchObject({ status: 200, code: 'OK' });
  });

  it.each([
    ['the domain by id', () => ({ domain: { id: ADMIN_DOMAIN_ID } })], ['the domain in capitals', () => ({ name: 'LIN', domain: { name: '1001' } })], ['the user by id', () => ({ id: lin.principalId })],
    ['its own domain as scope', () => ({ scope: { domain: { name: '1001' } } })], ['its own domain as scope, by id', () => ({ scope: { domain: { id: ADMIN_DOMAIN_ID } } })],
  ])('is given to a user who names %s', async (_, change) => {
    expect(await asLin(change())).toMatchObject({ status: 201, body: { token: { domain: { name: '1001' } } } });
  });

  it('is given for the project, by its name, the region’s or its id', async () => {
    const issued = await asLin({ scope: { project: { name: 'default' } } });
    expect(issued).toMatchObject({ status: 201, body: { token: { project: { name: 'default', domain: { name: '1001' } } } } });
    expect(issued.body['token']).not.toHaveProperty('domain');
    const { id } = (issued.body['token'] as { project: { id: string } }).project;
    for (const project of [{ name: 'cn-hangzhou' }, { id }, { name: 'default', domain: { id: ADMIN_DOMAIN_ID } }]) expect(await asLin({ scope: { project } })).toMatchObject({ status: 201 });
  });

  it.each([
    ['a wrong password', { password: 'wrong' }], ['an unknown user', { name: 'nobody' }], ['an unknown id', { id: '999999' }], ['another domain', { domain: { name: '1002' } }],
    ['another domain’s id', { domain: { id: OTHER_DOMAIN_ID } }], ['a principal without a password', { name: 'administrator' }], ['a code without a second factor', { passcode: '123456' }],
    ['another domain as scope', { scope: { domain: { name: '1002' } } }], ['another project', { scope: { project: { name: 'cn-north-1' } } }],
    ['the project in another domain', { scope: { project: { name: 'default', domain: { name: '1002' } } } }], ['an empty password', { password: '' }],
  ])('is refused to %s', async (_, change) => {
    expect(await asLin(change)).toMatchObject(unauthorized);
  });

  it('is refused in the same words to a wrong password and to an unknown user', async () => {
    const [wrong, unknown, without] = [await asLin({ password: 'wrong' }), await asLin({ name: 'nobody' }), await asLin({ name: 'administrator' })];
    expect(unknown.body).toEqual(wrong.body);
    expect(without.body).toEqual(wrong.body);
  });

  it.each([['domain', { domain: { name: '1002' } }], ['project', { project: { name: 'cn-north-1' } }]])('is refused in the same words for another %s, which counts, is audited and uses up the code', async (_, scope) => {
    api.clock.advance(120_000);
    const address = from();
    const wrong = await asLin({ password: 'wrong' });
    const passcode = code();
    const refused = await logOn(api, { name: 'mei', password: PASSWORD, passcode, scope }, address);
    expect(refused).toMatchObject({ status: 401, token: '' });
    expect(refused.body).toEqual(wrong.body);
    const [event] = (await api.ok('ListAuditEvents', { Kind: 'api.refused', PageSize: '1' }))['Events'] as Record<string, unknown>[];
    expect(event).toMatchObject({ SourceAddress: address, Details: { action: 'CreateToken', principalId: mei.principalId } });
    expect(await asMei({ passcode })).toMatchObject({ status: 401 });
    api.clock.advance(120_000);
    for (let time = 0; time < 4; time += 1) await logOn(api, { name: 'lin', password: PASSWORD, scope }, address);
    await logOn(api, { name: 'lin', password: PASSWORD, scope }, address);
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, address)).toMatchObject({ status: 401 });
  });

  it('costs the same look at a password for a user that nobody is', async () => {
    await using counted = await startApi();
    const looks: (string | null)[] = [];
    const { passwords } = counted.store;
    const verify = passwords.verify.bind(passwords);
    Object.defineProperty(passwords, 'verify', {
      value: async (hash: string | null, password: string) => {
        looks.push(hash);
        return verify(hash, password);
      },
    });
    for (const how of [{ name: 'nobody' }, { name: 'administrator' }, { name: 'administrator', domain: { id: '0'.repeat(32) } }]) expect(await logOn(counted, { password: 'x', ...how })).toMatchObject({ status: 401 });
    expect(looks).toEqual([null, null, null]);
  });

  it.each([
    ['nothing', ''], ['no JSON', '{'], ['a list', '[]'], ['a member twice', '{"auth":{},"auth":{"identity":{}}}'], ['no identity', { auth: {} }], ['no methods', { auth: { identity: {} } }],
    ['another method', { auth: { identity: { methods: ['token'], token: { id: 'x' } } } }], ['no password', { auth: { identity: { methods: ['password'], password: { user: { id: '1' } } } } }],
    ['a code alone', { auth: { identity: { methods: ['totp'], totp: { user: { id: '1', passcode: '123456' } } } } }],
    ['a user without a domain', { auth: { identity: { methods: ['password'], password: { user: { name: 'lin', password: PASSWORD } } } } }],
    ['two scopes', logOnBody({ name: 'lin', password: PASSWORD, scope: { domain: { name: '1001' }, project: { name: 'default' } } })],
    ['a scope that is none', logOnBody({ name: 'lin', password: PASSWORD, scope: {} })],
    ['a name of 256 characters', logOnBody({ name: 'x'.repeat(256), password: PASSWORD })], ['a password of 1025 characters', logOnBody({ name: 'lin', password: 'x'.repeat(1_025) })],
    ['a name with a control character', logOnBody({ name: 'l\nin', password: PASSWORD })],
  ])('needs a form: %s has none', async (_, body) => {
    const seen = await keystone(api, { method: 'POST', url: '/v3/auth/tokens', body });
    expect(seen).toMatchObject({ status: 400, body: { error: { code: 400, title: 'Bad Request' } } });
    expect(JSON.stringify(seen.body)).not.toContain(PASSWORD);
  });

  it('is stored as its hash alone', async () => {
    const { token } = await asLin();
    expect(await api.store.authTokens.find(token)).toBeUndefined();
    expect(await api.store.authTokens.find(createHash('sha256').update(token).digest('hex'))).toMatchObject({ token: { instanceId: INSTANCE, principalId: lin.principalId } });
  });

  it('carries its principal’s policies', async () => {
    const powerless = await api.principal('powerless', []);
    await api.ok('SetPrincipalPassword', { PrincipalId: powerless.principalId, Password: PASSWORD });
    const { token } = await asLin({ name: 'powerless' });
    expect(await api.rest('ListCases', {}, { token })).toMatchObject({ status: 403, code: 'OSM.0003' });
  });

  it('goes together with its own principal’s signature alone', async () => {
    const { token } = await asLin();
    const both = (key: Key) => signSdk({ method: 'GET', path: '/v2/servicerequest/cases', key, at: api.clock.now(), headers: { 'x-auth-token': token } });
    expect((await api.app.inject({ ...both(lin), remoteAddress: from() })).statusCode).toBe(200);
    const other = await api.app.inject({ ...both(mei), remoteAddress: from() });
    expect(other).toMatchObject({ statusCode: 401 });
    expect(other.body).toContain('token and signature name different callers');
  });

  it('shows what it is to its own principal, and nothing to others', async () => {
    const { token } = await asLin();
    const again = (await asLin()).token;
    const headers = { 'x-auth-token': again, 'x-subject-token': token };
    const shown = await keystone(api, { method: 'GET', url: '/v3/auth/tokens', headers });
    expect(shown).toMatchObject({ status: 200, token, body: { token: { user: { id: lin.principalId } } } });
    const other = await keystone(api, { method: 'GET', url: '/v3/auth/tokens', headers: { 'x-auth-token': (await asMei({ passcode: code() })).token, 'x-subject-token': token } });
    expect(other).toMatchObject({ status: 404, body: { error: { code: 404, title: 'Not Found' } } });
    expect(await keystone(api, { method: 'GET', url: '/v3/auth/tokens', headers: { 'x-auth-token': again } })).toMatchObject({ status: 400 });
    expect(await keystone(api, { method: 'GET', url: '/v3/auth/tokens', headers: { 'x-subject-token': token } })).toMatchObject(unauthorized);
  });

  it('ends when it is revoked, and by its own principal alone', async () => {
    const { token } = await asLin();
    const other = (await asLin()).token;
    api.clock.advance(60_000);
    const foreign = (await asMei({ passcode: code() })).token;
    expect(await keystone(api, { method: 'DELETE', url: '/v3/auth/tokens', headers: { 'x-auth-token': foreign, 'x-subject-token': token } })).toMatchObject({ status: 404 });
    expect(await keystone(api, { method: 'DELETE', url: '/v3/auth/tokens', headers: { 'x-auth-token': token, 'x-subject-token': token } })).toMatchObject({ status: 204 });
    expect(await api.rest('ListCases', {}, { token, address: from() })).toMatchObject({ status: 401, body: { error_msg: textLike(/decrypt token fail$/) } });
    expect(await api.rest('ListCases', {}, { token: other })).toMatchObject({ status: 200 });
    expect(await keystone(api, { method: 'DELETE', url: '/v3/auth/tokens', headers: { 'x-auth-token': other, 'x-subject-token': token } })).toMatchObject({ status: 404 });
  });

  it('ends with its time, to the millisecond, and is told so also once nobody knows it any more', async () => {
    const { token } = await asLin();
    api.clock.advance(24 * 3_600_000 - 1);
    expect(await api.rest('ListCases', {}, { token })).toMatchObject({ status: 200 });
    api.clock.advance(1);
    expect(await api.rest('ListCases', {}, { token })).toMatchObject({ status: 401, body: { error_msg: textLike(/token expires$/) } });
    await api.store.authTokens.purge(api.clock.now());
    for (let times = 0; times < 10; times += 1) expect(await api.rest('ListCases', {}, { token })).toMatchObject({ status: 401, body: { error_msg: textLike(/token expires$/) } });
    // An old token counts as no guess.
    expect(await api.rest('ListCases', {}, { token: (await asLin()).token })).toMatchObject({ status: 200 });
  });

  it.each([
    ['a new password', async () => api.ok('SetPrincipalPassword', { PrincipalId: lin.principalId, Password: PASSWORD })],
    ['revocation of all access', async () => api.ok('RevokeTemporaryAccess', { PrincipalId: lin.principalId })],
  ])('ends with %s', async (_, change) => {
    const { token } = await asLin();
    await change();
    expect(await api.rest('ListCases', {}, { token, address: from() })).toMatchObject({ status: 401 });
  });
});

describe('a second factor', () => {
  it('is needed once there is one', async () => {
    api.clock.advance(120_000);
    expect(await asMei()).toMatchObject(unauthorized);
    expect(await asMei({ passcode: '000000' })).toMatchObject(unauthorized);
    expect(await asMei({ passcode: code(), password: 'wrong' })).toMatchObject(unauthorized);
    expect(await asMei({ passcode: code() })).toMatchObject({ status: 201, body: { token: { methods: ['password', 'totp'] } } });
  });

  it('is good once, and not for an earlier step afterwards', async () => {
    api.clock.advance(120_000);
    const passcode = code();
    expect(await asMei({ passcode })).toMatchObject({ status: 201 });
    expect(await asMei({ passcode })).toMatchObject(unauthorized);
    expect(await asMei({ passcode: code(-1) })).toMatchObject(unauthorized);
    expect(await asMei({ passcode: code(1) })).toMatchObject({ status: 201 });
  });

  it('is used up by one of those who come at once', async () => {
    api.clock.advance(120_000);
    const passcode = code();
    const answers = await Promise.all([1, 2, 3].map(async () => asMei({ passcode })));
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([201, 401, 401]);
  });

  it('is not good for a secret that was replaced while the code was checked', async () => {
    api.clock.advance(120_000);
    const open = api.store.vault.open.bind(api.store.vault);
    const passcode = code();
    Object.defineProperty(api.store.vault, 'open', {
      configurable: true,
      value: async (...args: Parameters<typeof open>) => {
        Object.defineProperty(api.store.vault, 'open', { configurable: true, value: open });
        const plain = await open(...args);
        secret = fromBase32(String((await api.ok('EnablePrincipalTotp', { PrincipalId: mei.principalId }))['Secret']));
        return plain;
      },
    });
    expect(await asMei({ passcode })).toMatchObject(unauthorized);
    expect(await asMei({ passcode: code() })).toMatchObject({ status: 201 });
  });

  it('is the same user’s as the password', async () => {
    api.clock.advance(120_000);
    const body = { auth: { identity: { methods: ['password', 'totp'], password: { user: { name: 'mei', domain: { name: '1001' }, password: PASSWORD } }, totp: { user: { id: lin.principalId, passcode: code() } } } } };
    expect(await keystone(api, { method: 'POST', url: '/v3/auth/tokens', body, address: from() })).toMatchObject(unauthorized);
    body.auth.identity.totp.user.id = mei.principalId;
    expect(await keystone(api, { method: 'POST', url: '/v3/auth/tokens', body, address: from() })).toMatchObject({ status: 201 });
  });
});

describe('what clients ask about themselves', () => {
  it('is their domain and their project', async () => {
    const headers = { 'x-auth-token': (await asLin()).token };
    expect((await keystone(api, { method: 'GET', url: '/v3/auth/domains', headers })).body).toMatchObject({ domains: [{ id: ADMIN_DOMAIN_ID, name: '1001', enabled: true }] });
    const projects = await keystone(api, { method: 'GET', url: '/v3/projects?name=cn-hangzhou', headers });
    expect(projects.body).toMatchObject({ projects: [{ name: 'default', domain_id: ADMIN_DOMAIN_ID, enabled: true }] });
    expect((await keystone(api, { method: 'GET', url: '/v3/projects?name=cn-north-1', headers })).body).toMatchObject({ projects: [] });
    expect(await keystone(api, { method: 'GET', url: '/v3/projects', headers: { ...headers, 'x-domain-id': OTHER_DOMAIN_ID } })).toMatchObject({ status: 403, body: { error: { code: 403 } } });
  });

  it('is asked with a signature as well', async () => {
    const signed = signSdk({ method: 'GET', path: '/v3/auth/domains', key: lin, at: api.clock.now(), body: '{}' });
    expect((await api.app.inject({ ...signed, remoteAddress: from() })).json()).toMatchObject({ domains: [{ id: ADMIN_DOMAIN_ID }] });
  });

  it('is nothing else', async () => {
    expect(await keystone(api, { method: 'GET', url: '/v3/users' })).toMatchObject({ status: 404, body: { error: { code: 404, title: 'Not Found' } } });
    expect(await keystone(api, { method: 'POST', url: '/v3/projects', body: {} })).toMatchObject({ status: 404 });
  });
});

describe('audit', () => {
  it('keeps every token that was given and revoked, and none of their texts', async () => {
    const { token } = await asLin();
    await keystone(api, { method: 'DELETE', url: '/v3/auth/tokens', headers: { 'x-auth-token': token, 'x-subject-token': token } });
    const events = (await api.ok('ListAuditEvents', { PageSize: '20' }))['Events'] as Record<string, unknown>[];
    expect(events.find((event) => event['Kind'] === 'api.CreateToken')).toMatchObject({ ActorName: 'lin', Outcome: 'OK', Details: { methods: ['password'], scope: { kind: 'domain', name: '1001' } } });
    expect(events.find((event) => event['Kind'] === 'api.RevokeToken')).toMatchObject({ ActorName: 'lin', Outcome: 'OK', Details: { proof: 'token' } });
    expect(JSON.stringify(events)).not.toContain(token);
    expect(JSON.stringify(events)).not.toContain(PASSWORD);
  });

  it('keeps no name that nobody has: it may be a password in the wrong field', async () => {
    await asLin({ name: 'hunter2' });
    await asLin({ password: 'wrong' });
    const events = (await api.ok('ListAuditEvents', { Kind: 'api.refused', PageSize: '2' }))['Events'] as Record<string, unknown>[];
    expect(events[0]).toMatchObject({ Outcome: 'APIGW.0301', Details: { action: 'CreateToken', fault: 'password', principalId: lin.principalId } });
    expect(events[1]).toMatchObject({ Details: { action: 'CreateToken', fault: 'password' } });
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });
});
