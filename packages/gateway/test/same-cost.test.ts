import { createEventBudget } from '@sallyport/core';
import type { PasswordHasher, Store, UserPublicKeyRepository } from '@sallyport/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshKey } from '@sallyport/testkit';
import { Authentication } from '../src/protocols/ssh/authentication.ts';
import { INSTANCE, addEngineer, lock, portOf, settingsWith, startBastion } from './bastion.ts';
import type { Bastion } from './bastion.ts';
import { silent } from './watch/fakes.ts';

const RIGHT = 'correct horse';
const REFUSED = { accept: false, methods: ['publickey', 'password'] };

/** The real ports, with what the door asks of them kept. */
interface Asked {
  readonly hashes: (string | null)[];
  readonly keysOf: string[];
}

let bastion: Bastion;
beforeAll(async () => { bastion = await startBastion(); });
afterAll(async () => { await bastion?.[Symbol.asyncDispose](); });

function counting(asked: Asked): Authentication {
  const passwords: PasswordHasher = {
    hash: (password) => bastion.store.passwords.hash(password),
    verify: (hash, password) => {
      asked.hashes.push(hash);
      return bastion.store.passwords.verify(hash, password);
    },
  };
  const { publicKeys: real } = bastion.store;
  const publicKeys: UserPublicKeyRepository = {
    create: (key) => real.create(key), get: (instanceId, id) => real.get(instanceId, id), delete: (instanceId, id) => real.delete(instanceId, id),
    list: (instanceId, userId, page) => real.list(instanceId, userId, page), modify: (instanceId, id, changes) => real.modify(instanceId, id, changes),
    find: (instanceId, userId, blob) => {
      asked.keysOf.push(userId);
      return real.find(instanceId, userId, blob);
    },
  };
  const store: Store = { ...portOf(bastion.store), publicKeys };
  const deps = { store, passwords, monotonic: () => performance.now(), log: silent, settings: settingsWith({ failures: { answerMs: 1, perUser: 2 } }), barredEvents: createEventBudget(2, () => 0) };
  return new Authentication(deps, INSTANCE, '192.0.2.5', () => undefined);
}

const nothing = (): Asked => ({ hashes: [], keysOf: [] });

describe('a refused password costs one look at a hash', () => {
  beforeAll(async () => {
    const hash = await bastion.store.passwords.hash(RIGHT);
    await addEngineer(bastion, 'known', { password: RIGHT });
    await addEngineer(bastion, 'keys-only');
    await addEngineer(bastion, 'expired', { password: RIGHT, effectiveEnd: 1 });
    const directory = await addEngineer(bastion, 'directory', { source: 'LDAP', sourceUserId: 'cn=x' });
    await bastion.store.users.setPasswordHash(INSTANCE, directory.id, hash);
    await lock(bastion.store, (await addEngineer(bastion, 'locked', { password: RIGHT })).id);
    const barred = await addEngineer(bastion, 'barred', { password: RIGHT });
    await bastion.store.loginFailures.bar(INSTANCE, barred.id, '192.0.2.5', Date.now() + 60_000);
  });

  it.each([
    ['of nobody', 'nobody-here@root@web-1', 'wrong', 'dummy'],
    ['of a name that is none', '@@', 'wrong', 'dummy'],
    ['of a user', 'known@root@web-1', 'wrong', 'own'],
    ['of a locked user', 'locked', 'wrong', 'own'],
    ['of an expired user', 'expired', 'wrong', 'own'],
    ['of a user without password', 'keys-only', 'wrong', 'dummy'],
    ['of a directory user, although right', 'directory', RIGHT, 'dummy'],
    ['of a barred user, although right', 'barred', RIGHT, 'own'],
  ] as const)('%s', async (_who, username, password, hash) => {
    const asked = nothing();
    expect(await counting(asked).answer({ method: 'password', username, password })).toEqual(REFUSED);
    expect(asked.hashes.map((one) => (one === null ? 'dummy' : 'own'))).toEqual([hash]);
  });
});

describe('a key that opens nothing', () => {
  it.each([[false], [true]])('is refused alike for a user and for nobody, with one look each (proven: %s)', async (proven) => {
    const { algorithm, blob } = await sshKey(bastion.dir, `stranger-${proven}`);
    const known = await addEngineer(bastion, `somebody-${proven}`);
    const asked = nothing();
    const verdicts = [];
    for (const name of [known.name, 'nobody-here']) {
      for (const username of [name, `${name}@root@web-1`]) verdicts.push(await counting(asked).answer({ method: 'publickey', username, key: { algorithm, blob }, proven }));
    }
    expect(verdicts).toEqual([REFUSED, REFUSED, REFUSED, REFUSED]);
    expect(asked.keysOf).toEqual([known.id, known.id, '0', '0']);
  });
});
