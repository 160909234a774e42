import { expect, test } from 'vitest';
import { MINUTE } from '@sallyport/core';
import type { UserState } from '@sallyport/core';
import { onBothEngines } from './engines.ts';
import { NOW, fresh, granted, newScope, policy, publicKey, user } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('users', (subject) => {
  test('come back as they were stored', async () => {
    const scope = await newScope(subject.store);
    const wanted = user(scope, { needResetPassword: true, locked: true, twoFactorMethods: ['sms', 'email'], effectiveStart: 1, effectiveEnd: 2, remoteState: 'RemoteFrozen', language: 'en' });
    const id = await subject.store.users.create(wanted, 'hash');
    expect(id).toMatch(/^[1-9][0-9]*$/);
    expect(await subject.store.users.get(scope.instanceId, id)).toEqual({ ...wanted, id, hasPassword: true });
    expect(await subject.store.users.passwordHash(scope.instanceId, id)).toBe('hash');
  });

  test('are absent to another instance, under a wrong id and after a form that is no id', async () => {
    const scope = await newScope(subject.store);
    const other = await newScope(subject.store);
    const id = await subject.store.users.create(user(scope), null);
    for (const [instanceId, wanted] of [[other.instanceId, id], [scope.instanceId, `0${id}`], [scope.instanceId, '999999'], [scope.instanceId, 'x'], [scope.instanceId, '99999999999999999999']] as const) {
      expect(await subject.store.users.get(instanceId, wanted)).toBeUndefined();
    }
    expect(await subject.store.users.modify(other.instanceId, id, { comment: 'theirs' })).toBe(false);
    expect(await subject.store.users.setPasswordHash(other.instanceId, id, 'theirs')).toBe(false);
    expect(await subject.store.users.delete(other.instanceId, id)).toBe(false);
    expect((await subject.store.users.get(scope.instanceId, id))?.comment).toBe('c');
  });

  test('have a name that is unique without case and composition, per instance', async () => {
    const scope = await newScope(subject.store);
    const other = await newScope(subject.store);
    const id = await subject.store.users.create(user(scope, { userName: 'Ångström' }), null);
    await expect(subject.store.users.create(user(scope, { userName: 'ÅNGSTRÖM'.normalize('NFD') }), null)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    await subject.store.users.create(user(other, { userName: 'ångström' }), null);
    expect((await subject.store.users.findByName(scope.instanceId, 'ÅNGSTRÖM'))?.id).toBe(id);
    expect(await subject.store.users.findByName(scope.instanceId, 'ng')).toBeUndefined();
    expect(await subject.store.users.findByName(scope.instanceId, 'a\0b')).toBeUndefined();
  });

  test('created twice at once: one wins', async () => {
    const scope = await newScope(subject.store);
    const userName = fresh('racer');
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => subject.store.users.create(user(scope, { userName }), null)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'USER_NAME_TAKEN' });
  });

  test('a taken name leaves the surrounding transaction usable', async () => {
    const scope = await newScope(subject.store);
    const taken = user(scope);
    await subject.store.users.create(taken, null);
    const id = await subject.store.transact(async (tx) => {
      await expect(tx.users.create(taken, null)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
      return tx.users.create(user(scope), null);
    });
    expect(await subject.store.users.get(scope.instanceId, id)).toBeDefined();
  });

  test('tied to one principal at once: one wins, and a name that is free stays free', async () => {
    const scope = await newScope(subject.store);
    const sourceUserId = '4711';
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => subject.store.transact((tx) => tx.users.create(user(scope, { source: 'Ram', sourceUserId }), null))));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SOURCE_USER_TAKEN' });
    const all = await subject.store.users.list(scope.instanceId, {}, PAGE, NOW);
    expect(all.total).toBe(1);
    // The tie is the principal's alone: other instances, other sources and those tied to nobody are not in its way.
    const other = await newScope(subject.store);
    await subject.store.users.create(user(other, { source: 'Ram', sourceUserId }), null);
    await subject.store.users.create(user(scope, { source: 'AD', sourceUserId }), null);
    const taken = user(scope, { source: 'Ram', sourceUserId, userName: all.items[0]?.userName ?? '' });
    await expect(subject.store.users.create(taken, null)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    expect(await subject.store.users.delete(scope.instanceId, all.items[0]?.id ?? '')).toBe(true);
    await subject.store.users.create(taken, null);
  });

  test('change in the named members only', async () => {
    const scope = await newScope(subject.store);
    const before = user(scope);
    const id = await subject.store.users.create(before, null);
    expect(await subject.store.users.modify(scope.instanceId, id, { displayName: 'New', needResetPassword: true, twoFactorMethods: [], effectiveEnd: 9 })).toBe(true);
    expect(await subject.store.users.get(scope.instanceId, id)).toEqual({ ...before, id, hasPassword: false, displayName: 'New', needResetPassword: true, twoFactorMethods: [], effectiveEnd: 9 });
    expect(await subject.store.users.modify(scope.instanceId, id, {})).toBe(true);
    expect(await subject.store.users.modify(scope.instanceId, '999999', {})).toBe(false);
    expect(await subject.store.users.setPasswordHash(scope.instanceId, id, 'h2')).toBe(true);
    expect(await subject.store.users.passwordHash(scope.instanceId, id)).toBe('h2');
    expect(await subject.store.users.passwordHash(scope.instanceId, '999999')).toBeNull();
  });

  test('are found by the principal that they are tied to', async () => {
    const scope = await newScope(subject.store);
    await subject.store.users.create(user(scope, { source: 'LDAP', sourceUserId: '77' }), null);
    const id = await subject.store.users.create(user(scope, { source: 'Ram', sourceUserId: '77' }), null);
    expect((await subject.store.users.findByPrincipal(scope.instanceId, '77'))?.id).toBe(id);
    expect(await subject.store.users.findByPrincipal(scope.instanceId, '78')).toBeUndefined();
  });

  test('are listed by id, in pages, with the total of all', async () => {
    const scope = await newScope(subject.store);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await subject.store.users.create(user(scope), null));
    const list = async (number: number, size: number) => {
      const page = await subject.store.users.list(scope.instanceId, {}, { number, size }, NOW);
      return [page.total, ...page.items.map((item) => item.id)];
    };
    expect(await list(1, 2)).toEqual([5, ids[0], ids[1]]);
    expect(await list(3, 2)).toEqual([5, ids[4]]);
    expect(await list(4, 2)).toEqual([5]);
    expect(await list(1, 5)).toEqual([5, ...ids]);
    expect(await list(1, 100)).toEqual([5, ...ids]);
    expect(await list(99_999, 100)).toEqual([5]);
  });

  test('are filtered exactly', async () => {
    const scope = await newScope(subject.store);
    const names = await Promise.all([
      { userName: 'Anna', displayName: 'A', mobile: '1' }, { userName: 'bert', source: 'Ram' as const, sourceUserId: '5' },
    ].map(async (changes) => subject.store.users.create(user(scope, changes), null)));
    const found = async (filter: Parameters<typeof subject.store.users.list>[1]) => (await subject.store.users.list(scope.instanceId, filter, PAGE, NOW)).items.map((item) => item.id);
    expect(await found({ userName: 'Anna' })).toEqual([names[0]]);
    expect(await found({ userName: 'anna' })).toEqual([]);
    expect(await found({ userName: 'Ann' })).toEqual([]);
    expect(await found({ displayName: 'A' })).toEqual([names[0]]);
    expect(await found({ mobile: '1' })).toEqual([names[0]]);
    expect(await found({ source: 'Ram' })).toEqual([names[1]]);
    expect(await found({ sourceUserId: '5' })).toEqual([names[1]]);
    expect(await found({ source: 'Ram', userName: 'Anna' })).toEqual([]);
  });

  test.each<[UserState, readonly string[]]>([
    ['Normal', ['plain', 'within']], ['Frozen', ['frozen', 'frozen-expired']], ['Expired', ['ended', 'early', 'gone-expired']],
    ['RemoteDeleted', ['gone', 'gone-expired']], ['RemoteFrozen', []], ['Inactive', []], ['PasswordExpired', []],
  ])('the state %s filters as it is shown', async (state, expected) => {
    const scope = await newScope(subject.store);
    const second = NOW / 1000;
    const people = {
      plain: {}, within: { effectiveStart: second, effectiveEnd: second + 1 }, ended: { effectiveEnd: second }, early: { effectiveStart: second + 1 },
      frozen: { locked: true }, 'frozen-expired': { locked: true, effectiveEnd: 1 }, gone: { remoteState: 'RemoteDeleted' as const },
      'gone-expired': { remoteState: 'RemoteDeleted' as const, effectiveEnd: 1 },
    };
    for (const [userName, changes] of Object.entries(people)) await subject.store.users.create(user(scope, { userName, ...changes }), null);
    const page = await subject.store.users.list(scope.instanceId, { userState: state }, PAGE, NOW);
    expect(page.items.map((item) => item.userName)).toEqual(expected);
    expect(page.total).toBe(expected.length);
  });

  test('lock, and tell of each whether there is something to unlock', async () => {
    const scope = await newScope(subject.store);
    const other = await newScope(subject.store);
    const create = () => subject.store.users.create(user(scope), null);
    const [a, b, c, d] = [await create(), await create(), await create(), await create()];
    const foreign = await subject.store.users.create(user(other), null);
    await subject.store.users.setLocked(scope.instanceId, [a, foreign], true);
    await subject.store.loginFailures.record(scope.instanceId, b, '203.0.113.9', NOW, MINUTE);
    await subject.store.loginFailures.bar(scope.instanceId, c, '203.0.113.9', NOW + MINUTE);
    await subject.store.loginFailures.bar(scope.instanceId, d, '203.0.113.9', NOW);
    const facts = await subject.store.users.lockFacts(scope.instanceId, [a, b, c, d, foreign, '999999', 'x'], NOW);
    expect([...facts.values()]).toEqual([
      { id: a, locked: true, barred: false }, { id: b, locked: false, barred: true }, { id: c, locked: false, barred: true }, { id: d, locked: false, barred: false },
    ]);
    expect((await subject.store.users.get(other.instanceId, foreign))?.locked).toBe(false);
    await subject.store.users.setLocked(scope.instanceId, [a], false);
    expect((await subject.store.users.get(scope.instanceId, a))?.locked).toBe(false);
    expect(await subject.store.users.lockFacts(scope.instanceId, [], NOW)).toEqual(new Map());
  });

  test('locked by two administrators at once: one of them did it', async () => {
    const scope = await newScope(subject.store);
    const id = await subject.store.users.create(user(scope), null);
    const lock = () => subject.store.transact(async (tx) => {
      const was = (await tx.users.lockFacts(scope.instanceId, [id], tx.now)).get(id)?.locked;
      await tx.users.setLocked(scope.instanceId, [id], true);
      return was;
    });
    expect((await Promise.all([lock(), lock(), lock()])).filter((was) => was === false)).toHaveLength(1);
  });

  test('take all that is theirs with them', async () => {
    const one = await granted(subject.store);
    const { scope, userId } = one;
    const keyId = await subject.store.publicKeys.create(publicKey(scope, userId));
    await subject.store.loginFailures.bar(scope.instanceId, userId, '203.0.113.9', null);
    const policyId = await subject.store.policies.create(policy(scope));
    await subject.store.policies.setUserScope(scope, policyId, { type: 'User', userIds: [userId] });
    expect(await subject.store.users.delete(scope.instanceId, userId)).toBe(true);
    expect(await subject.store.users.delete(scope.instanceId, userId)).toBe(false);
    expect(await subject.store.publicKeys.get(scope.instanceId, keyId)).toBeUndefined();
    expect(await subject.store.loginFailures.isBarred(scope.instanceId, userId, '203.0.113.9', NOW)).toBe(false);
    expect(await subject.store.policies.userScope(scope, policyId)).toEqual({ type: 'User', userIds: [] });
    expect(await subject.store.grants.grantedBy(scope.instanceId, userId, one.hostId, one.accountId, 0)).toEqual([]);
  });

  test('ids are never given out again', async () => {
    const scope = await newScope(subject.store);
    const id = await subject.store.users.create(user(scope), null);
    await subject.store.users.delete(scope.instanceId, id);
    expect(Number(await subject.store.users.create(user(scope), null))).toBeGreaterThan(Number(id));
  });
});

onBothEngines('public keys', (subject) => {
  test('come back, are found by their blob, and go', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const stranger = await subject.store.users.create(user(scope), null);
    const wanted = publicKey(scope, userId, { blob: 'A'.repeat(4_000) });
    const id = await subject.store.publicKeys.create(wanted);
    expect(await subject.store.publicKeys.get(scope.instanceId, id)).toEqual({ ...wanted, id });
    expect((await subject.store.publicKeys.find(scope.instanceId, userId, wanted.blob))?.id).toBe(id);
    expect(await subject.store.publicKeys.find(scope.instanceId, stranger, wanted.blob)).toBeUndefined();
    expect(await subject.store.publicKeys.find((await newScope(subject.store)).instanceId, userId, wanted.blob)).toBeUndefined();
    await expect(subject.store.publicKeys.create({ ...wanted, name: 'again' })).rejects.toMatchObject({ code: 'PUBLIC_KEY_EXISTS' });
    const second = await subject.store.publicKeys.create({ ...wanted, userId: stranger });
    expect((await subject.store.publicKeys.list(scope.instanceId, userId, PAGE)).items.map((key) => key.id)).toEqual([id]);
    expect(await subject.store.publicKeys.list(scope.instanceId, undefined, PAGE)).toMatchObject({ total: 2, items: [{ id }, { id: second }] });
    expect(await subject.store.publicKeys.delete(scope.instanceId, id)).toBe(true);
    expect(await subject.store.publicKeys.delete(scope.instanceId, id)).toBe(false);
  });

  test('of a user who is gone cannot come to be', async () => {
    const scope = await newScope(subject.store);
    await expect(subject.store.publicKeys.create(publicKey(scope, '999999'))).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });
});

onBothEngines('public keys that change', (subject) => {
  test('do so in the named members only; another key takes the whole place of the old one', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const { publicKeys } = subject.store;
    const before = publicKey(scope, userId);
    const id = await publicKeys.create(before);
    expect(await publicKeys.modify(scope.instanceId, id, { comment: 'c' })).toBe(true);
    expect(await publicKeys.get(scope.instanceId, id)).toEqual({ ...before, id, comment: 'c' });
    const key = { algorithm: 'ssh-rsa', blob: 'B'.repeat(4_000), fingerprint: 'cc:dd' };
    expect(await publicKeys.modify(scope.instanceId, id, { name: 'n', key })).toBe(true);
    expect(await publicKeys.get(scope.instanceId, id)).toEqual({ ...before, id, comment: 'c', name: 'n', ...key });
    expect(await publicKeys.find(scope.instanceId, userId, before.blob)).toBeUndefined();
    expect((await publicKeys.find(scope.instanceId, userId, key.blob))?.id).toBe(id);
    expect(await publicKeys.modify(scope.instanceId, id, { key })).toBe(true);
    expect(await publicKeys.modify(scope.instanceId, id, {})).toBe(true);
    expect(await publicKeys.modify(scope.instanceId, '999999', {})).toBe(false);
    expect(await publicKeys.modify((await newScope(subject.store)).instanceId, id, { name: 'theirs' })).toBe(false);
    expect(await publicKeys.get(scope.instanceId, id)).toMatchObject({ name: 'n' });
  });

  test('stay apart within a user, and a taken one leaves the surrounding transaction usable', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const stranger = await subject.store.users.create(user(scope), null);
    const { publicKeys } = subject.store;
    const [one, other] = [publicKey(scope, userId), publicKey(scope, userId)];
    const [id, otherId] = [await publicKeys.create(one), await publicKeys.create(other)];
    const taken = { algorithm: other.algorithm, blob: other.blob, fingerprint: other.fingerprint };
    await subject.store.transact(async (tx) => {
      await expect(tx.publicKeys.modify(scope.instanceId, id, { name: 'n', key: taken })).rejects.toMatchObject({ code: 'PUBLIC_KEY_EXISTS' });
      await tx.publicKeys.modify(scope.instanceId, otherId, { comment: 'after' });
    });
    expect(await publicKeys.get(scope.instanceId, id)).toEqual({ ...one, id });
    expect(await publicKeys.get(scope.instanceId, otherId)).toMatchObject({ comment: 'after' });
    expect(await publicKeys.modify(scope.instanceId, await publicKeys.create(publicKey(scope, stranger)), { key: taken })).toBe(true);
  });

  test('to one key at once: one wins', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const { publicKeys } = subject.store;
    const ids = [await publicKeys.create(publicKey(scope, userId)), await publicKeys.create(publicKey(scope, userId)), await publicKeys.create(publicKey(scope, userId))];
    const { algorithm, blob, fingerprint } = publicKey(scope, userId);
    const results = await Promise.allSettled(ids.map((id) => publicKeys.modify(scope.instanceId, id, { key: { algorithm, blob, fingerprint } })));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'PUBLIC_KEY_EXISTS' });
  });
});

onBothEngines('log-on failures', (subject) => {
  test('count per user and address, and start anew after a pause', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const record = (who: string | null, address: string, at: number) => subject.store.loginFailures.record(scope.instanceId, who, address, at, MINUTE);
    expect(await record(userId, 'a', NOW)).toBe(1);
    expect(await record(userId, 'a', NOW + MINUTE)).toBe(2);
    expect(await record(userId, 'b', NOW)).toBe(1);
    expect(await record(null, 'a', NOW)).toBe(1);
    expect(await record(null, 'a', NOW)).toBe(2);
    expect(await record(userId, 'a', NOW + 2 * MINUTE + 1)).toBe(1);
  });

  test('lose none of those that come at once', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const counts = await Promise.all(Array.from({ length: 8 }, () => subject.store.loginFailures.record(scope.instanceId, userId, 'a', NOW, MINUTE)));
    expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('bar a pair until then, or until somebody unlocks', async () => {
    const scope = await newScope(subject.store);
    const userId = await subject.store.users.create(user(scope), null);
    const { loginFailures } = subject.store;
    await loginFailures.bar(scope.instanceId, userId, 'a', NOW + MINUTE);
    await loginFailures.bar(scope.instanceId, null, 'b', null);
    const barred = (who: string | null, address: string, at: number) => loginFailures.isBarred(scope.instanceId, who, address, at);
    expect([await barred(userId, 'a', NOW), await barred(userId, 'a', NOW + MINUTE), await barred(userId, 'b', NOW), await barred(null, 'a', NOW), await barred(null, 'b', NOW + 1e12)])
      .toEqual([true, false, false, false, true]);
    await loginFailures.bar(scope.instanceId, userId, 'c', null);
    await loginFailures.clear(scope.instanceId, userId, 'a');
    expect([await barred(userId, 'a', NOW), await barred(userId, 'c', NOW)]).toEqual([false, true]);
    await loginFailures.clearUsers(scope.instanceId, [userId]);
    expect([await barred(userId, 'c', NOW), await barred(null, 'b', NOW)]).toEqual([false, true]);
  });
});
