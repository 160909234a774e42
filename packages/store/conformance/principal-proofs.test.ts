import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { principal, temporaryKey, terms, token } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { NOW, fresh, newScope } from './samples.ts';

const TOTP = Buffer.from([0, 1, 255]);

onBothEngines('proofs of principals', (subject) => {
  test('are found by id and by domain and name, and nowhere else', async () => {
    const { instanceId } = await newScope(subject.store);
    const { principals } = subject.store;
    const domain = fresh('Exämple');
    const id = await principals.create({ instanceId, name: 'Änna', displayName: 'A', domain, createdAt: NOW });
    expect(await principals.findProof({ id })).toEqual({ principal: await principals.get(instanceId, id), passwordHash: null, sealedTotp: null });
    expect(await principals.setPasswordHash(instanceId, id, '$hash-word')).toBe(true);
    expect(await principals.setTotp(instanceId, id, TOTP)).toBe(true);
    const wanted = { id, instanceId, name: 'Änna', displayName: 'A', domain, hasPassword: true, hasSecondFactor: true, createdAt: NOW };
    const proof = await principals.findProof({ domain: domain.toUpperCase(), name: 'äNNA' });
    expect({ ...proof, sealedTotp: null }).toEqual({ principal: wanted, passwordHash: '$hash-word', sealedTotp: null });
    expect(Buffer.from(proof?.sealedTotp ?? [])).toEqual(TOTP);
    expect(await principals.findProof({ domain: 'other', name: 'Änna' })).toBeUndefined();
    expect(await principals.findProof({ id: '999999' })).toBeUndefined();

    const hash = fresh('hash');
    await subject.store.authTokens.create(token({ instanceId, principalId: id }, { hash }));
    await subject.store.accessKeys.create(temporaryKey({ instanceId, principalId: id }, { accessKeyId: 'K' }), Buffer.from('x'), { securityTokenHash: 'h', madeWith: { tokenHash: hash } });
    const groupId = await subject.store.principalGroups.create({ instanceId, name: 'g', createdAt: NOW });
    await subject.store.principalGroups.addMember(instanceId, groupId, id);
    const [byKey, byToken, members] = [await subject.store.accessKeys.find('K'), await subject.store.authTokens.find(hash), await subject.store.principalGroups.members(instanceId, groupId)];
    const listed = await principals.list(instanceId, { number: 1, size: 10 });
    expect([byKey?.principal, byToken?.principal, ...members, ...listed.items, await principals.findByName(instanceId, 'änna')]).toEqual(Array(5).fill(wanted));
  });

  test('are set and taken away in their own instance alone', async () => {
    const of = await principal(subject.store);
    const other = await newScope(subject.store);
    const { principals } = subject.store;
    expect(await principals.setPasswordHash(other.instanceId, of.principalId, 'h')).toBe(false);
    expect(await principals.setTotp(other.instanceId, of.principalId, TOTP)).toBe(false);
    expect(await principals.setPasswordHash(of.instanceId, '999999', 'h')).toBe(false);
    expect(await principals.get(of.instanceId, of.principalId)).toMatchObject({ hasPassword: false, hasSecondFactor: false });
    await principals.setPasswordHash(of.instanceId, of.principalId, 'h');
    await principals.setTotp(of.instanceId, of.principalId, TOTP);
    await principals.setPasswordHash(of.instanceId, of.principalId, null);
    expect(await principals.get(of.instanceId, of.principalId)).toMatchObject({ hasPassword: false, hasSecondFactor: true });
    await principals.setTotp(of.instanceId, of.principalId, null);
    expect(await principals.findProof({ id: of.principalId })).toMatchObject({ passwordHash: null, sealedTotp: null });
  });

  test('take tokens and temporary keys with them when they change, nobody else’s and no lasting key', async () => {
    const { store } = subject;
    const of = await principal(store);
    const beside = await principal(store, of.instanceId);
    const lasting = temporaryKey(of, { expiresAt: null });
    await store.accessKeys.create(lasting, Buffer.from('x'), null);
    const others = token(beside);
    await store.authTokens.create(others);
    const { instanceId, principalId } = of;
    const byOther = await terms(store, of);
    const changes = [
      () => store.principals.setPasswordHash(instanceId, principalId, 'h1'), () => store.principals.setPasswordHash(instanceId, principalId, null),
      () => store.principals.setTotp(instanceId, principalId, TOTP), () => store.principals.setTotp(instanceId, principalId, null),
      () => store.authTokens.revokeOf(instanceId, principalId),
    ];
    for (const change of changes) {
      const [made, key] = [token(of), temporaryKey(of)];
      await store.authTokens.create(made);
      await store.accessKeys.create(key, Buffer.from('x'), byOther);
      await change();
      expect([await store.authTokens.find(made.hash), await store.accessKeys.find(key.accessKeyId)]).toEqual([undefined, undefined]);
    }
    expect(await store.accessKeys.find(lasting.accessKeyId)).toBeDefined();
    expect(await store.authTokens.find(others.hash)).toBeDefined();
  });

  test('keep tokens when the change does not commit', async () => {
    const of = await principal(subject.store);
    const made = token(of);
    await subject.store.authTokens.create(made);
    await expect(subject.store.transact(async (tx) => {
      await tx.principals.setPasswordHash(of.instanceId, of.principalId, 'new');
      expect(await tx.authTokens.find(made.hash)).toBeUndefined();
      throw new Error('on purpose');
    })).rejects.toThrow('on purpose');
    expect(await subject.store.authTokens.find(made.hash)).toBeDefined();
    expect(await subject.store.principals.findProof({ id: of.principalId })).toMatchObject({ passwordHash: null });
  });

  test('that change beside the making of a token leave no token of the old ones', async () => {
    const { store } = subject;
    const of = await principal(store);
    await store.principals.setPasswordHash(of.instanceId, of.principalId, 'old');
    const made = token(of);
    const begun = Promise.withResolvers<undefined>();
    const making = store.transact(async (tx) => {
      const proof = await tx.principals.findProof({ id: of.principalId });
      begun.resolve(undefined);
      await sleep(200);
      if (proof?.passwordHash === 'old') await tx.authTokens.create(made);
    });
    await begun.promise;
    await Promise.all([making, store.principals.setPasswordHash(of.instanceId, of.principalId, 'new')]);
    expect(await store.authTokens.find(made.hash)).toBeUndefined();
  });

  test('count each step of a second factor once, and none before it', async () => {
    const { principals } = subject.store;
    const of = await principal(subject.store);
    const use = (step: number) => principals.useTotpStep(of.instanceId, of.principalId, step);
    expect(await use(5)).toBe(false);
    await principals.setTotp(of.instanceId, of.principalId, TOTP);
    expect(await principals.useTotpStep((await newScope(subject.store)).instanceId, of.principalId, 5)).toBe(false);
    expect((await Promise.all(Array.from({ length: 8 }, () => use(5)))).filter(Boolean)).toHaveLength(1);
    expect([await use(5), await use(4), await use(6), await use(5)]).toEqual([false, false, true, false]);
    await principals.setPasswordHash(of.instanceId, of.principalId, 'h');
    expect(await use(6)).toBe(false);
    await principals.setTotp(of.instanceId, of.principalId, Buffer.from('another'));
    expect([await use(5), await use(5)]).toEqual([true, false]);
  });
});
