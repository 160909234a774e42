import { DomainError } from '@sallyport/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { textLike } from '../matchers.ts';
import { sendRest } from '../rest-call.ts';
import { signSdk } from '../sign-sdk.ts';
import { ADMIN_DOMAIN_ID } from './identities.ts';
import { keystone, logOn } from './keystone.ts';

const PASSWORD = 'correct horse battery';
const HOME = '203.0.113.1';
const AWAY = '203.0.113.2';
const LOCKED = { status: 401, body: { error_msg: textLike(/AK access failed to reach the limit,forbidden$/) } };

let api: Api;
let lin: Key;
beforeEach(async () => {
  api = await startApi();
  lin = await api.principal('lin', ['AdministratorAccess']);
  await api.ok('SetPrincipalPassword', { PrincipalId: lin.principalId, Password: PASSWORD });
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

const events = async (kind: string): Promise<readonly Record<string, unknown>[]> => (await api.ok('ListAuditEvents', { Kind: kind }))['Events'] as Record<string, unknown>[];

/** In place of what a port does, in front of the real one. */
function replaced(port: object, method: string, value: unknown): void {
  Object.defineProperty(port, method, { value, configurable: true });
}

/** The same lock for each kind of proof. */
const kinds = [
  ['a signature', async (right: boolean, address: string) => (await api.rest('ListCases', {}, { key: right ? lin : { ...lin, secret: 'wrong' }, address })).status === 200, () => `key:${lin.accessKeyId}`],
  ['a password', async (right: boolean, address: string) => (await logOn(api, { name: 'lin', password: right ? PASSWORD : 'wrong' }, address)).status === 201, () => `principal:${lin.principalId}`],
] as const;

describe.each(kinds)('%s', (_, tryOnce, identity) => {
  const wrong = async (times: number, address = HOME): Promise<void> => {
    for (let time = 0; time < times; time += 1) expect(await tryOnce(false, address)).toBe(false);
  };

  it('that was wrong five times is locked, right or not, for five minutes', async () => {
    await wrong(4);
    expect(await tryOnce(true, HOME)).toBe(true);
    await wrong(5);
    expect(await tryOnce(true, HOME)).toBe(false);
    api.clock.advance(5 * 60_000 - 1);
    expect(await tryOnce(true, HOME)).toBe(false);
    api.clock.advance(1);
    expect(await tryOnce(true, HOME)).toBe(true);
  });

  it('is counted anew after the lock, and after a right one', async () => {
    await wrong(5);
    api.clock.advance(5 * 60_000);
    await wrong(4);
    expect(await tryOnce(true, HOME)).toBe(true);
    await wrong(4);
    expect(await tryOnce(true, HOME)).toBe(true);
  });

  it('does not add up over long times', async () => {
    await wrong(4);
    api.clock.advance(5 * 60_000 + 1);
    await wrong(4);
    expect(await tryOnce(true, HOME)).toBe(true);
  });

  it('is locked where the wrong ones came from, and nowhere else', async () => {
    await wrong(5);
    expect(await tryOnce(true, AWAY)).toBe(true);
    expect(await tryOnce(true, HOME)).toBe(false);
  });

  it('is locked for the whole network of one IPv6 host', async () => {
    for (let time = 0; time < 5; time += 1) await wrong(1, `2001:db8:1:2::${time + 1}`);
    expect(await tryOnce(true, '2001:db8:1:2::99')).toBe(false);
    expect(await tryOnce(true, '2001:db8:1:3::99')).toBe(true);
  });

  it('leaves others alone who come from there', async () => {
    await wrong(5);
    expect(await api.rest('ListCases', {}, { address: HOME })).toMatchObject({ status: 200 });
  });

  it('is told to the audit log once', async () => {
    await wrong(7);
    expect(await events('api.locked')).toMatchObject([{ ActorKind: 'anonymous', SourceAddress: HOME, Outcome: 'LOCKED', Details: { identity: identity(), until: api.clock.now() + 300_000 } }]);
  });

  it('is not locked by guesses that come at once more than by five', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, async () => tryOnce(false, HOME)));
    expect(answers).toEqual(Array<boolean>(30).fill(false));
    expect(await tryOnce(true, HOME)).toBe(false);
  });
});

describe('a lock', () => {
  it('says that it is one', async () => {
    for (let time = 0; time < 5; time += 1) await api.rest('ListCases', {}, { key: { ...lin, secret: 'wrong' }, address: HOME });
    expect(await api.rest('ListCases', {}, { key: lin, address: HOME })).toMatchObject(LOCKED);
    expect(await api.rest('ListCases', {}, { key: lin, address: AWAY })).toMatchObject({ status: 200 });
  });

  it('falls on names and keys that nobody has too, so that it tells nothing', async () => {
    for (let time = 0; time < 5; time += 1) await logOn(api, { name: 'nobody', password: 'x' }, HOME);
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 201 });
    await logOn(api, { name: 'nobody', password: 'x' }, HOME);
    expect((await events('api.refused'))[0]).toMatchObject({ Details: { fault: 'locked' } });
    const ghost = { ...lin, accessKeyId: 'SPghost' };
    for (let time = 0; time < 5; time += 1) await api.rest('ListCases', {}, { key: ghost, address: HOME });
    expect(await api.rest('ListCases', {}, { key: ghost, address: HOME })).toMatchObject(LOCKED);
  });

  it('is one, whichever way the user is named', async () => {
    const ways = [{ name: 'lin' }, { name: 'LIN' }, { name: 'lin', id: lin.principalId }, { name: 'lin', domain: { id: ADMIN_DOMAIN_ID } }, { name: 'Lin' }];
    for (const way of ways) expect(await logOn(api, { password: 'wrong', ...way }, HOME)).toMatchObject({ status: 401 });
    for (const way of ways) expect(await logOn(api, { password: PASSWORD, ...way }, HOME)).toMatchObject({ status: 401 });
  });

  it('falls on nobody for tokens that nobody has', async () => {
    const { token } = await logOn(api, { name: 'lin', password: PASSWORD }, AWAY);
    for (let time = 0; time < 6; time += 1) expect(await api.rest('ListCases', {}, { token: `SPT1.zzzzzz.${String(time).repeat(43)}`, address: HOME })).toMatchObject({ status: 401 });
    expect(await api.rest('ListCases', {}, { token, address: HOME })).toMatchObject({ status: 200 });
  });

  it('comes from no wrong date, no missing proof and no malformed one', async () => {
    for (let time = 0; time < 6; time += 1) {
      await keystone(api, { method: 'GET', url: '/v3/auth/domains', address: HOME });
      await keystone(api, { method: 'GET', url: '/v3/auth/domains', headers: { authorization: `SDK-HMAC-SHA256 Access=${lin.accessKeyId}` }, address: HOME });
      expect(await sendRest(api.app, signSdk({ method: 'GET', path: '/v2/servicerequest/cases', key: { ...lin, secret: 'wrong' }, at: 0 }), HOME)).toMatchObject({ status: 401 });
    }
    expect(await api.rest('ListCases', {}, { key: lin, address: HOME })).toMatchObject({ status: 200 });
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 201 });
  });

  it('falls on a right password too whose check was under way when another node locked', async () => {
    const { passwords, authFailures } = api.store;
    const verify = passwords.verify.bind(passwords);
    const record = authFailures.record.bind(authFailures);
    let counted = '';
    replaced(authFailures, 'record', async (key: string, now: number, reset: number) => {
      counted = key;
      return record(key, now, reset);
    });
    replaced(passwords, 'verify', async (hash: string | null, password: string) => {
      await authFailures.bar(counted, api.clock.now() + 1);
      return verify(hash, password);
    });
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 401 });
    api.clock.advance(1);
    replaced(passwords, 'verify', verify);
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 201 });
  });

  it('falls on nobody because the machine is busy, or the account’s calls are used up', async () => {
    const { passwords, rates } = api.store;
    const verify = passwords.verify.bind(passwords);
    const take = rates.take.bind(rates);
    replaced(passwords, 'verify', async () => Promise.reject(new DomainError('STORE_BUSY')));
    for (let time = 0; time < 6; time += 1) expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 503 });
    replaced(passwords, 'verify', verify);
    replaced(rates, 'take', async () => false);
    for (let time = 0; time < 6; time += 1) expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 429 });
    replaced(rates, 'take', take);
    expect(await logOn(api, { name: 'lin', password: PASSWORD }, HOME)).toMatchObject({ status: 201 });
  });

  it('is not told of names that nobody has', async () => {
    for (let time = 0; time < 5; time += 1) await logOn(api, { name: 'hunter2', password: 'x' }, HOME);
    const told = await events('api.locked');
    expect(told).toMatchObject([{ Details: { identity: 'name' } }]);
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});
