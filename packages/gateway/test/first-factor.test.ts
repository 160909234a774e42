import { createEventBudget } from '@sallyport/core';
import type { PasswordHasher } from '@sallyport/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authentication } from '../src/protocols/ssh/authentication.ts';
import type { FirstFactorDeps } from '../src/protocols/ssh/login-failures.ts';
import { INSTANCE, addEngineer, audited, settingsWith, startBastion } from './bastion.ts';
import type { Bastion, SettingChanges } from './bastion.ts';
import { silent } from './watch/fakes.ts';

const RIGHT = 'correct horse';
let bastion: Bastion;
beforeAll(async () => { bastion = await startBastion(); });
afterAll(async () => { await bastion?.[Symbol.asyncDispose](); });

/** One connection from `address`. */
function from(address: string, failures: SettingChanges['failures'], passwords: PasswordHasher = bastion.store.passwords): (username: string, password: string) => Promise<boolean> {
  const deps: FirstFactorDeps = {
    store: bastion.store, passwords, monotonic: () => performance.now(), log: silent, settings: settingsWith({ failures: { answerMs: 1, ...failures } }), barredEvents: budget,
  };
  const authentication = new Authentication(deps, INSTANCE, address, () => undefined);
  return async (username, password) => (await authentication.answer({ method: 'password', username, password })).accept;
}
const budget = createEventBudget(2, () => 0);

describe('wrong passwords', () => {
  it('bar the whole /64 of an IPv6 address: who has one of it has the next', async () => {
    await addEngineer(bastion, 'six', { password: RIGHT });
    for (let host = 1; host <= 3; host += 1) expect(await from(`2001:db8:0:1::${host}`, { perUser: 3 })('six', 'wrong')).toBe(false);
    expect(await from('2001:db8:0:1:ffff::9', { perUser: 3 })('six', RIGHT)).toBe(false);
    expect(await from('2001:db8:0:2::1', { perUser: 3 })('six', RIGHT)).toBe(true);
  });

  it('are forgotten by the same measure after a right one', async () => {
    await addEngineer(bastion, 'seven', { password: RIGHT });
    for (let round = 0; round < 3; round += 1) {
      expect(await from('2001:db8:7::1', { perUser: 2 })('seven', 'wrong')).toBe(false);
      expect(await from('2001:db8:7::2', { perUser: 2 })('seven', RIGHT)).toBe(true);
    }
  });

  it('that are barred anyway fill no log', async () => {
    const user = await addEngineer(bastion, 'eight', { password: RIGHT });
    const attempt = from('192.0.2.88', { perUser: 1 });
    for (let times = 0; times < 12; times += 1) expect(await attempt('eight', 'wrong')).toBe(false);
    const events = (await audited(bastion.store, 'login.failed')).filter((event) => event.actor.id === user.id);
    expect(events.map((event) => event.outcome).sort()).toEqual(['BARRED', 'BARRED', 'WRONG']);
  });

  it('are answered at full steps of time also when the machine is too busy for one', async () => {
    await addEngineer(bastion, 'nine', { password: RIGHT });
    const slow: PasswordHasher = {
      ...bastion.store.passwords,
      verify: async () => {
        await new Promise((resolve) => { setTimeout(resolve, 230); });
        return false;
      },
    };
    for (const name of ['nine', 'nobody']) {
      const began = performance.now();
      await from('192.0.2.99', { answerMs: 200 }, slow)(name, 'wrong');
      // 1 ms: timers may fire that much early.
      expect(performance.now() - began).toBeGreaterThanOrEqual(399);
    }
  });
});
