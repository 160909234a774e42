import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../api.ts';
import type { Api, Key } from '../api.ts';
import { totpCode } from '../../src/identity/totp.ts';
import { ADMIN_DOMAIN_ID } from './identities.ts';
import { logOn } from './keystone.ts';
import type { LogOn } from './keystone.ts';
import { fromBase32 } from './base32.ts';

const PASSWORD = 'correct horse battery';
const HOME = '203.0.113.1';
const LOCK_AFTER = 5;
const LOCKED = 'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden';

let api: Api;
let lin: Key;
/** Proofs that were looked at with what is stored of somebody, right or wrong. */
let looks: number;
beforeEach(async () => {
  api = await startApi();
  lin = await api.principal('lin', ['AdministratorAccess']);
  await api.ok('SetPrincipalPassword', { PrincipalId: lin.principalId, Password: PASSWORD });
  looks = 0;
  const { passwords } = api.store;
  const verify = passwords.verify.bind(passwords);
  Object.defineProperty(passwords, 'verify', {
    value: async (hash: string | null, password: string) => {
      if (hash !== null) looks += 1;
      return verify(hash, password);
    },
  });
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

/** 60 at once, the right one last. */
async function atOnce(how: (time: number) => LogOn): Promise<readonly string[]> {
  const seen = await Promise.all(Array.from({ length: 60 }, async (_, time) => logOn(api, how(time), HOME)));
  return seen.map(({ status, body }) => JSON.stringify([status, body]));
}

describe('guesses at once', () => {
  it('of a password do not tell which one is right, and no more are looked at than the lock grants', async () => {
    const answers = await atOnce((time) => ({ name: 'lin', password: time === 59 ? PASSWORD : `wrong ${time}` }));
    expect(new Set(answers).size).toBe(1);
    expect(looks).toBe(LOCK_AFTER);
  });

  it('do not do so whichever way the user is named', async () => {
    const ways = [{ name: 'lin' }, { name: 'LIN' }, { name: 'lin', id: lin.principalId }, { name: 'Lin', domain: { id: ADMIN_DOMAIN_ID } }];
    const answers = await atOnce((time) => ({ password: time === 59 ? PASSWORD : `wrong ${time}`, ...ways[time % ways.length] ?? { name: 'lin' } }));
    expect(new Set(answers).size).toBe(1);
    expect(looks).toBeLessThanOrEqual(LOCK_AFTER);
  });

  it('of a code do neither', async () => {
    const secret = fromBase32(String((await api.ok('EnablePrincipalTotp', { PrincipalId: lin.principalId }))['Secret']));
    const right = totpCode(secret, Math.floor(api.clock.now() / 30_000));
    const wrong = (time: number): string => String((Number(right) + 1 + time) % 1_000_000).padStart(6, '0');
    const answers = await atOnce((time) => ({ name: 'lin', password: PASSWORD, passcode: time === 59 ? right : wrong(time) }));
    expect(new Set(answers).size).toBe(1);
    expect(looks).toBe(LOCK_AFTER);
  });

  it('of a signature do not tell a right one that was under way with them', async () => {
    const { vault } = api.store;
    const open = vault.open.bind(vault);
    let holding = true;
    let opened = (): void => undefined;
    const reached = new Promise<void>((resolve) => { opened = resolve; });
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    // The right one comes first, and has been looked up when the wrong ones lock.
    Object.defineProperty(vault, 'open', {
      value: async (...args: Parameters<typeof open>) => {
        if (holding) {
          holding = false;
          opened();
          await released;
        }
        return open(...args);
      },
    });
    const right = api.rest('ListCases', {}, { key: lin, address: HOME });
    await reached;
    const wrong = await Promise.all(Array.from({ length: 59 }, async () => api.rest('ListCases', {}, { key: { ...lin, secret: 'wrong' }, address: HOME })));
    release();
    expect(await right).toMatchObject({ status: 401, body: { error_msg: LOCKED } });
    expect(wrong.filter(({ body }) => body['error_msg'] !== LOCKED)).toHaveLength(LOCK_AFTER);
  });

  it('of a signature are told in the order in which they were found out, however long it takes to count one', async () => {
    const { vault, authFailures } = api.store;
    const open = vault.open.bind(vault);
    const record = authFailures.record.bind(authFailures);
    let opened = 0;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => { release = resolve; });
    Object.defineProperty(vault, 'open', {
      value: async (...args: Parameters<typeof open>) => {
        opened += 1;
        return open(...args);
      },
    });
    Object.defineProperty(authFailures, 'record', { value: async (...args: Parameters<typeof record>) => released.then(async () => record(...args)) });
    const wrong = Array.from({ length: LOCK_AFTER }, async () => api.rest('ListCases', {}, { key: { ...lin, secret: 'wrong' }, address: HOME }));
    await expect.poll(() => opened).toBe(LOCK_AFTER);
    const right = api.rest('ListCases', {}, { key: lin, address: HOME });
    await expect.poll(() => opened).toBe(LOCK_AFTER + 1);
    // Long enough for an answer that waits for nobody.
    await Promise.race([right, new Promise((resolve) => { setTimeout(resolve, 200); })]);
    release();
    await Promise.all(wrong);
    expect(await right).toMatchObject({ status: 401, body: { error_msg: LOCKED } });
  });

  it('leave right ones at once alone, of either kind', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => logOn(api, { name: 'lin', password: PASSWORD }, HOME)));
    expect(new Set(tokens.map(({ status }) => status))).toEqual(new Set([201]));
    const calls = await Promise.all(Array.from({ length: 20 }, async () => api.rest('ListCases', {}, { key: lin, address: HOME })));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('a lock does not tell who exists', () => {
  // Whoever is locked by one name and tried by another answers alike, whether there is such a user or not.
  it.each([
    ['the domain by id', () => ({ domain: { id: ADMIN_DOMAIN_ID } })], ['the domain in other letters', () => ({ domain: { id: ADMIN_DOMAIN_ID.toUpperCase() } })],
  ])('when a sixth names %s', async (_, change) => {
    const outcomes: unknown[] = [];
    for (const name of ['lin', 'ghost']) {
      for (let time = 0; time < LOCK_AFTER; time += 1) await logOn(api, { name, password: 'wrong' }, HOME);
      const { status, body } = await logOn(api, { name, password: 'wrong', ...change() }, HOME);
      const [event] = (await api.ok('ListAuditEvents', { Kind: 'api.refused', PageSize: '1' }))['Events'] as { Details: Record<string, unknown> }[];
      outcomes.push([status, body, event?.Details['fault']]);
    }
    expect(outcomes[0]).toMatchObject([401, {}, 'locked']);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it('in its words or by the price of its check, when a sixth names the user’s id', async () => {
    const wrong = await logOn(api, { name: 'lin', password: 'wrong' }, HOME);
    for (let time = 1; time < LOCK_AFTER; time += 1) await logOn(api, { name: 'lin', password: 'wrong' }, HOME);
    const { passwords } = api.store;
    const verify = passwords.verify.bind(passwords);
    const checked: (string | null)[] = [];
    Object.defineProperty(passwords, 'verify', {
      value: async (hash: string | null, password: string) => {
        checked.push(hash);
        return verify(hash, password);
      },
    });
    const [locked, unknown] = [await logOn(api, { name: '', id: lin.principalId, password: 'wrong' }, HOME), await logOn(api, { name: '', id: '999999', password: 'wrong' }, HOME)];
    expect([locked.body, unknown.body]).toEqual([wrong.body, wrong.body]);
    expect(checked).toEqual([null, null]);
  });
});
