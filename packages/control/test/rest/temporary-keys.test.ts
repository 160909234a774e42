import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '@sallyport/contract';
import type { ActionName } from '@sallyport/contract';
import { INSTANCE, startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { anyText, textLike } from '../matchers.ts';
import { signAcs3, signV1 } from '../sign.ts';
import { signSdk } from '../sign-sdk.ts';
import { keystone, logOn } from './keystone.ts';
import type { KeystoneSeen } from './keystone.ts';

const PASSWORD = 'correct horse battery';
const URL = '/v3.0/OS-CREDENTIAL/securitytokens';
const HOUR = 3_600_000;
const DETAIL = 'Incorrect IAM authentication information: ';

let api: Api;
let lin: Key;
beforeAll(async () => {
  api = await startApi();
  lin = await api.principal('lin', ['AdministratorAccess']);
  await api.ok('SetPrincipalPassword', { PrincipalId: lin.principalId, Password: PASSWORD });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

let host = 0;
const from = (): string => {
  host += 1;
  return `198.51.100.${host % 250}`;
};

interface Temporary {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly securityToken: string;
}

const ask = (token?: Readonly<Record<string, unknown>>): unknown => ({ auth: { identity: { methods: ['token'], ...(token === undefined ? {} : { token }) } } });
const token = async (): Promise<string> => (await logOn(api, { name: 'lin', password: PASSWORD }, from())).token;
const temporary = ({ body }: Pick<KeystoneSeen, 'body'>): Temporary => {
  const { access, secret, securitytoken } = body['credential'] as Record<'access' | 'secret' | 'securitytoken', string>;
  return { accessKeyId: access, secret, securityToken: securitytoken };
};
const issue = async (seconds?: number): Promise<Temporary> =>
  temporary(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': await token() }, body: ask(seconds === undefined ? {} : { duration_seconds: seconds }) }));

/** A temporary key for whoever signs with `key`. */
const made = async (key: Partial<Temporary> & { accessKeyId: string; secret: string }): Promise<Temporary> => {
  const reply = await api.app.inject({ ...signSdk({ method: 'POST', path: URL, key, at: api.clock.now(), body: JSON.stringify(ask({ duration_seconds: 900 })) }), remoteAddress: from() });
  return temporary({ body: reply.json<Record<string, unknown>>() });
};

const rest = async (key: Partial<Temporary> & { accessKeyId: string; secret: string }): Promise<{ readonly status: number; readonly body: string }> => {
  const reply = await api.app.inject({ ...signSdk({ method: 'GET', path: '/v2/servicerequest/cases', key, at: api.clock.now() }), remoteAddress: from() });
  return { status: reply.statusCode, body: reply.body };
};
/** The first dialect, both signatures. */
const rpc = {
  v1: async ({ accessKeyId, secret, securityToken }: Partial<Temporary> & { accessKeyId: string; secret: string }) => {
    const params: Record<string, string> = securityToken === undefined ? {} : { SecurityToken: securityToken };
    const reply = await api.app.inject({ ...signV1({ action: 'DescribeRegions', version: '2019-12-09', params, method: 'GET', key: { accessKeyId, secret }, at: api.clock.now() }), remoteAddress: from() });
    return { status: reply.statusCode, code: reply.json<Record<string, unknown>>()['Code'] };
  },
  acs3: async ({ accessKeyId, secret, securityToken }: Partial<Temporary> & { accessKeyId: string; secret: string }) => {
    const headers: Record<string, string> = securityToken === undefined ? {} : { 'x-acs-security-token': securityToken, 'x-acs-accesskey-id': accessKeyId };
    const reply = await api.app.inject({ ...signAcs3({ action: 'DescribeRegions', version: '2019-12-09', params: {}, method: 'POST', key: { accessKeyId, secret }, at: api.clock.now(), headers }), remoteAddress: from() });
    return { status: reply.statusCode, code: reply.json<Record<string, unknown>>()['Code'] };
  },
} as const;

describe('a temporary key', () => {
  it('comes for a token, in the form that the vendor’s clients read', async () => {
    const seen = await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': await token() }, body: ask({ duration_seconds: 900 }) });
    expect(seen).toMatchObject({ status: 201, body: { credential: { access: textLike(/^SP/), secret: anyText, securitytoken: textLike(/^SPST\./), expires_at: textLike(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/) } } });
  });

  it('comes for a token in the body alone, as Python sends it, and for two that agree', async () => {
    const id = await token();
    expect(await keystone(api, { method: 'POST', url: URL, body: ask({ id, duration_seconds: 3600 }) })).toMatchObject({ status: 201 });
    expect(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': id }, body: ask({ id }) })).toMatchObject({ status: 201 });
    expect(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': await token() }, body: ask({ id }) })).toMatchObject({ status: 400 });
    expect(await keystone(api, { method: 'POST', url: URL, body: ask({ id: 'x' }), address: from() })).toMatchObject({ status: 401 });
    expect(await keystone(api, { method: 'POST', url: URL, body: ask({}) })).toMatchObject({ status: 401 });
  });

  it.each([
    [899, 400], [900, 201], [86_400, 201], [86_401, 400], [1_000.5, 400], ['900', 400], [-1, 400],
  ])('for %s seconds answers %i', async (seconds, status) => {
    expect(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': await token() }, body: ask({ duration_seconds: seconds }) })).toMatchObject({ status });
  });

  it.each([
    ['another method', { auth: { identity: { methods: ['assume_role'], assume_role: {} } } }], ['a policy of its own', { auth: { identity: { methods: ['token'], policy: { Version: '1.1' } } } }],
    ['nothing', ''], ['a token that is no text', ask({ id: 5 })],
  ])('is not given for %s', async (_, body) => {
    expect(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': await token() }, body })).toMatchObject({ status: 400, body: { error: { code: 400 } } });
  });

  it('signs in both dialects with its token', async () => {
    const key = await issue();
    expect(await rest(key)).toMatchObject({ status: 200 });
    expect(await rpc.v1(key)).toMatchObject({ status: 200 });
    expect(await rpc.acs3(key)).toMatchObject({ status: 200 });
  });

  it('signs nothing without its token, with another one or with a wrong secret', async () => {
    const [key, other] = [await issue(), await issue()];
    const { accessKeyId, secret } = key;
    expect(await rest({ accessKeyId, secret })).toMatchObject({ status: 401, body: textLike(new RegExp(`${DETAIL}the temporary access key needs its X-Security-Token`)) });
    expect(await rest({ ...key, securityToken: other.securityToken })).toMatchObject({ status: 401, body: textLike(/does not belong to the access key/) });
    expect(await rest({ ...key, secret: 'wrong' })).toMatchObject({ status: 401, body: textLike(/verify aksk signature fail/) });
    for (const call of [rpc.v1, rpc.acs3]) {
      expect(await call({ accessKeyId, secret })).toEqual({ status: 400, code: 'MissingSecurityToken' });
      expect(await call({ ...key, securityToken: other.securityToken })).toEqual({ status: 400, code: 'InvalidSecurityToken.MismatchWithAccessKey' });
      expect(await call({ ...key, secret: 'wrong' })).toEqual({ status: 400, code: 'SignatureDoesNotMatch' });
    }
  });

  it('is not taken for a lasting one that comes with a token', async () => {
    const { securityToken } = await issue();
    expect(await rest({ ...lin, securityToken })).toMatchObject({ status: 401 });
    for (const call of [rpc.v1, rpc.acs3]) expect(await call({ ...lin, securityToken })).toEqual({ status: 400, code: 'InvalidSecurityToken.MismatchWithAccessKey' });
  });

  it('ends with its time, in both dialects', async () => {
    const key = await issue(900);
    api.clock.advance(900_000 - 1);
    expect(await rest(key)).toMatchObject({ status: 200 });
    expect(await rpc.acs3(key)).toMatchObject({ status: 200 });
    api.clock.advance(1);
    expect(await rest(key)).toMatchObject({ status: 401, body: textLike(/the temporary access key expires/) });
    for (const call of [rpc.v1, rpc.acs3]) expect(await call(key)).toEqual({ status: 400, code: 'InvalidSecurityToken.Expired' });
  });

  it('ends with the revocation of all access, in both dialects', async () => {
    const key = await issue();
    await api.ok('RevokeTemporaryAccess', { PrincipalId: lin.principalId });
    expect(await rest(key)).toMatchObject({ status: 401 });
    expect(await rpc.v1(key)).toMatchObject({ status: 404, code: 'InvalidAccessKeyId.NotFound' });
  });

  it('ends with the token, and with the access key, that it was made with', async () => {
    const id = await token();
    const byToken = temporary(await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': id }, body: ask({}) }));
    const byTemporary = await made(byToken);
    expect([await rest(byToken), await rest(byTemporary)]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(await keystone(api, { method: 'DELETE', url: '/v3/auth/tokens', headers: { 'x-auth-token': id, 'x-subject-token': id } })).toMatchObject({ status: 204 });
    expect([await rest(byToken), await rest(byTemporary)]).toMatchObject([{ status: 401 }, { status: 401 }]);
    const second = await api.ok('CreateAccessKey', { PrincipalId: lin.principalId });
    const lasting = { accessKeyId: String(second['AccessKeyId']), secret: String(second['AccessKeySecret']) };
    const [byKey, spare] = [await made(lasting), await made(lin)];
    expect(await rest(byKey)).toMatchObject({ status: 200 });
    await api.ok('DeleteAccessKey', { UserAccessKeyId: lasting.accessKeyId });
    expect([await rest(byKey), await rest(spare)]).toMatchObject([{ status: 401 }, { status: 200 }]);
  });

  it('makes nothing of its own principal permanent, and deletes nothing that it stands on', async () => {
    const key = await made(lin);
    const asTemporary = async (action: ActionName, params: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly code: unknown; readonly rule: unknown }> => {
      const signed = signAcs3({
        action, version: catalogue[action].version, params: { InstanceId: INSTANCE, ...params }, method: 'POST', key, at: api.clock.now(),
        headers: { 'x-acs-security-token': key.securityToken, 'x-acs-accesskey-id': key.accessKeyId },
      });
      const reply = await api.app.inject({ ...signed, remoteAddress: from() });
      const body = reply.json<{ readonly Code?: string; readonly AccessDeniedDetail?: { readonly PolicyType: string } }>();
      return { status: reply.statusCode, code: body.Code, rule: body.AccessDeniedDetail?.PolicyType };
    };
    const before = await api.store.principals.findProof({ id: lin.principalId });
    const [own, other] = [{ PrincipalId: lin.principalId }, { PrincipalId: (await api.principal('other', [])).principalId }];
    for (const [action, params] of [['CreateAccessKey', {}], ['SetPrincipalPassword', { Password: 'another battery' }], ['EnablePrincipalTotp', {}], ['DisablePrincipalTotp', {}]] as const) {
      expect(await asTemporary(action, { ...own, ...params }), action).toEqual({ status: 403, code: 'NoPermission', rule: 'TemporaryProof' });
      expect((await asTemporary(action, { ...other, ...params })).status, action).toBe(200);
    }
    expect(await api.store.principals.findProof({ id: lin.principalId })).toEqual(before);
    expect((await api.store.accessKeys.list(INSTANCE, lin.principalId, { number: 1, size: 9 })).items.map((each) => each.accessKeyId)).toEqual([lin.accessKeyId]);
    expect(await asTemporary('DeleteAccessKey', { UserAccessKeyId: lin.accessKeyId })).toMatchObject({ status: 409, code: 'PrincipalIsCaller' });
    expect(await rest(lin)).toMatchObject({ status: 200 });
  });

  it('outlives neither the token nor the temporary key that asked for it', async () => {
    const id = await token();
    api.clock.advance(23 * HOUR);
    const fromToken = await keystone(api, { method: 'POST', url: URL, headers: { 'x-auth-token': id }, body: ask({ duration_seconds: 86_400 }) });
    expect(Date.parse(String((fromToken.body['credential'] as Record<string, unknown>)['expires_at']))).toBe(api.clock.now() + HOUR);
    const short = await issue(900);
    const signed = signSdk({ method: 'POST', path: URL, key: short, at: api.clock.now(), body: JSON.stringify(ask({ duration_seconds: 86_400 })) });
    const again = (await api.app.inject({ ...signed, remoteAddress: from() })).json<{ credential: { expires_at: string } }>();
    expect(Date.parse(again.credential.expires_at)).toBe(api.clock.now() + 900_000);
  });

  it('is made by our own operation as well, for whoever has the permission', async () => {
    const made = await api.ok('CreateTemporaryAccessKey', { PrincipalId: lin.principalId, DurationSeconds: '900' });
    const key = { accessKeyId: String(made['AccessKeyId']), secret: String(made['AccessKeySecret']), securityToken: String(made['SecurityToken']) };
    expect(await rest(key)).toMatchObject({ status: 200 });
    expect(made['Expiration']).toBe(new Date(api.clock.now() + 900_000).toISOString());
  });

  it('leaves its id in the audit log, and neither secret nor token', async () => {
    const key = await issue();
    const events = (await api.ok('ListAuditEvents', { Kind: 'api.CreateSecurityToken', PageSize: '1' }))['Events'];
    expect(events).toMatchObject([{ ActorName: 'lin', Outcome: 'OK', Details: { newAccessKeyId: key.accessKeyId, proof: 'token' } }]);
    for (const secret of [key.secret, key.securityToken]) expect(JSON.stringify(events)).not.toContain(secret);
  });
});
