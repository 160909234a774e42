import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { principal, temporaryKey, terms, token } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { NOW, newScope } from './samples.ts';

onBothEngines('tokens', (subject) => {
  test('come back by their hash until they are revoked, expired ones too', async () => {
    const { authTokens, principals } = subject.store;
    const of = await principal(subject.store);
    const made = [token(of), token(of, { methods: ['token'], scope: { kind: 'project', name: 'cn-south-1 ü' }, expiresAt: NOW - 1 })] as const;
    for (const each of made) await authTokens.create(each);
    for (const each of made) expect(await authTokens.find(each.hash)).toEqual({ token: each, principal: await principals.get(of.instanceId, of.principalId) });
    expect(await authTokens.find('nothing')).toBeUndefined();
    expect([await authTokens.revoke(made[0].hash), await authTokens.revoke(made[0].hash)]).toEqual([true, false]);
    expect(await authTokens.find(made[0].hash)).toBeUndefined();
    expect(await authTokens.find(made[1].hash)).toBeDefined();
    await expect(authTokens.create(token({ ...of, principalId: '999999' }))).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('of one principal are revoked together with its temporary keys, and counted', async () => {
    const { authTokens, accessKeys } = subject.store;
    const of = await principal(subject.store);
    const beside = await principal(subject.store, of.instanceId);
    const others = token(beside);
    for (const each of [token(of), token(of), others]) await authTokens.create(each);
    const own = token(of);
    await authTokens.create(own);
    const [byToken, byKey] = [temporaryKey(of), temporaryKey(of)];
    await accessKeys.create(byToken, Buffer.from('x'), { securityTokenHash: 'h', madeWith: { tokenHash: own.hash } });
    await accessKeys.create(byKey, Buffer.from('x'), { securityTokenHash: 'h', madeWith: { accessKeyId: byToken.accessKeyId } });
    await accessKeys.create(temporaryKey(of), Buffer.from('x'), await terms(subject.store, of));
    expect(await authTokens.revokeOf((await newScope(subject.store)).instanceId, of.principalId)).toBe(0);
    expect(await authTokens.revokeOf(of.instanceId, of.principalId)).toBe(6);
    expect(await authTokens.revokeOf(of.instanceId, of.principalId)).toBe(0);
    expect(await authTokens.find(others.hash)).toBeDefined();
  });

  test('go with their principal, as its temporary keys do', async () => {
    const of = await principal(subject.store);
    const [made, key] = [token(of), temporaryKey(of)];
    await subject.store.authTokens.create(made);
    await subject.store.accessKeys.create(key, Buffer.from('x'), await terms(subject.store, of));
    await subject.store.principals.delete(of.instanceId, of.principalId);
    expect([await subject.store.authTokens.find(made.hash), await subject.store.accessKeys.find(key.accessKeyId)]).toEqual([undefined, undefined]);
  });

  test('and temporary keys are purged when their time is over, lasting keys never', async () => {
    await using rig = await subject.another();
    const store = await rig.open();
    const of = await principal(store);
    const [over, ends, lives] = [token(of, { expiresAt: NOW - 1 }), token(of, { expiresAt: NOW }), token(of, { expiresAt: NOW + 1 })];
    for (const each of [over, ends, lives]) await store.authTokens.create(each);
    const byOther = await terms(store, of);
    const keys = [temporaryKey(of, { expiresAt: NOW }), temporaryKey(of, { expiresAt: NOW + 1 }), temporaryKey(of, { expiresAt: null })];
    for (const each of keys) await store.accessKeys.create(each, Buffer.from('x'), each.expiresAt === null ? null : byOther);
    expect(await store.authTokens.purge(NOW)).toBe(3);
    expect(await store.authTokens.purge(NOW)).toBe(0);
    expect(await Promise.all([over, ends, lives].map(async (each) => (await store.authTokens.find(each.hash)) !== undefined))).toEqual([false, false, true]);
    expect(await Promise.all(keys.map(async (each) => (await store.accessKeys.find(each.accessKeyId)) !== undefined))).toEqual([false, true, true]);
  });

  test('that are revoked beside the making of a key on them leave no key', async () => {
    const { store } = subject;
    const of = await principal(store);
    const [made, key] = [token(of), temporaryKey(of)];
    await store.authTokens.create(made);
    const begun = Promise.withResolvers<undefined>();
    const making = store.transact(async (tx) => {
      const found = await tx.authTokens.find(made.hash);
      begun.resolve(undefined);
      await sleep(200);
      if (found !== undefined) await tx.accessKeys.create(key, Buffer.from('x'), { securityTokenHash: 'h', madeWith: { tokenHash: made.hash } });
    });
    await begun.promise;
    await Promise.all([making, store.authTokens.revokeOf(of.instanceId, of.principalId)]);
    expect(await store.accessKeys.find(key.accessKeyId)).toBeUndefined();
  });
});

onBothEngines('temporary keys', (subject) => {
  test('come with their token’s hash and are not listed', async () => {
    const { accessKeys } = subject.store;
    const of = await principal(subject.store);
    const [temporary, lasting] = [temporaryKey(of), temporaryKey(of, { expiresAt: null })];
    await accessKeys.create(lasting, Buffer.from('sealed'), null);
    await accessKeys.create(temporary, Buffer.from('sealed'), { securityTokenHash: 'its-hash', madeWith: { accessKeyId: lasting.accessKeyId } });
    expect(await accessKeys.find(temporary.accessKeyId)).toMatchObject({ key: temporary, securityTokenHash: 'its-hash' });
    expect(await accessKeys.list(of.instanceId, of.principalId, { number: 1, size: 10 })).toEqual({ items: [lasting], total: 1 });
    expect(await accessKeys.list(of.instanceId, undefined, { number: 1, size: 10 })).toEqual({ items: [lasting], total: 1 });
    expect(await accessKeys.delete(of.instanceId, temporary.accessKeyId)).toBe(true);
  });

  test('without a token’s hash do not exist, nor lasting ones with one', async () => {
    const of = await principal(subject.store);
    const [temporary, lasting] = [temporaryKey(of), temporaryKey(of, { expiresAt: null })];
    await expect(subject.store.accessKeys.create(temporary, Buffer.from('x'), null)).rejects.toThrow();
    await expect(subject.store.accessKeys.create(lasting, Buffer.from('x'), await terms(subject.store, of))).rejects.toThrow();
    expect([await subject.store.accessKeys.find(temporary.accessKeyId), await subject.store.accessKeys.find(lasting.accessKeyId)]).toEqual([undefined, undefined]);
  });

  test.each(['token', 'lasting key'] as const)('go with the %s that they were made with, whoever they are for, and so does what they made', async (kind) => {
    const { accessKeys, authTokens } = subject.store;
    const of = await principal(subject.store);
    const other = await principal(subject.store, of.instanceId);
    const [made, lasting, spare] = [token(of), temporaryKey(of, { expiresAt: null }), temporaryKey(of, { expiresAt: null })];
    await authTokens.create(made);
    for (const key of [lasting, spare]) await accessKeys.create(key, Buffer.from('x'), null);
    const parent = kind === 'token' ? { tokenHash: made.hash } : { accessKeyId: lasting.accessKeyId };
    const [child, grandchild, foreign, besides] = [temporaryKey(of), temporaryKey(of), temporaryKey(other), temporaryKey(of)];
    for (const [key, madeWith] of [[child, parent], [grandchild, { accessKeyId: child.accessKeyId }], [foreign, parent], [besides, { accessKeyId: spare.accessKeyId }]] as const) {
      await accessKeys.create(key, Buffer.from('x'), { securityTokenHash: 'h', madeWith });
    }
    expect(kind === 'token' ? await authTokens.revoke(made.hash) : await accessKeys.delete(of.instanceId, lasting.accessKeyId)).toBe(true);
    const left = await Promise.all([child, grandchild, foreign, besides].map(async (key) => await accessKeys.find(key.accessKeyId) !== undefined));
    expect(left).toEqual([false, false, false, true]);
    await expect(accessKeys.create(temporaryKey(of), Buffer.from('x'), { securityTokenHash: 'h', madeWith: parent })).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('that are made beside the deletion of the key they are made with go with it', async () => {
    const { store } = subject;
    const of = await principal(store);
    const [lasting, key] = [temporaryKey(of, { expiresAt: null }), temporaryKey(of)];
    await store.accessKeys.create(lasting, Buffer.from('x'), null);
    const begun = Promise.withResolvers<undefined>();
    const making = store.transact(async (tx) => {
      const found = await tx.accessKeys.find(lasting.accessKeyId);
      begun.resolve(undefined);
      await sleep(200);
      if (found !== undefined) await tx.accessKeys.create(key, Buffer.from('x'), { securityTokenHash: 'h', madeWith: { accessKeyId: lasting.accessKeyId } });
    });
    await begun.promise;
    await Promise.all([making, store.accessKeys.delete(of.instanceId, lasting.accessKeyId)]);
    expect(await store.accessKeys.find(key.accessKeyId)).toBeUndefined();
  });
});
