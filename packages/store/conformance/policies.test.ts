import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { granted, host, newScope, policy, user } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('policies', (subject) => {
  test('come back as they were stored, to their own project, without any scope', async () => {
    const scope = await newScope(subject.store);
    const wanted = policy(scope, { approval: false, onTighten: 'cut', priority: 7, comment: 'words' });
    const id = await subject.store.policies.create(wanted);
    expect(await subject.store.policies.get(scope, id)).toEqual({ ...wanted, id });
    expect(await subject.store.policies.userScope(scope, id)).toEqual({ type: 'None' });
    expect(await subject.store.policies.assetScope(scope, id)).toEqual({ type: 'None' });
    const foreign = { ...scope, projectId: 'other' };
    expect(await subject.store.policies.get(foreign, id)).toBeUndefined();
    expect(await subject.store.policies.modify(foreign, id, { comment: 'x' })).toBe(false);
    expect(await subject.store.policies.userScope(foreign, id)).toBeUndefined();
    expect(await subject.store.policies.assetScope(foreign, id)).toBeUndefined();
    expect(await subject.store.policies.setUserScope(foreign, id, { type: 'All' })).toBe(false);
    expect(await subject.store.policies.setAssetScope(foreign, id, { type: 'All' })).toBe(false);
    expect(await subject.store.policies.delete(foreign, id)).toBe(false);
    expect(await subject.store.policies.userScope(scope, id)).toEqual({ type: 'None' });
  });

  test('have a unique name, change and go', async () => {
    const scope = await newScope(subject.store);
    const a = await subject.store.policies.create(policy(scope, { name: 'Night' }));
    const b = await subject.store.policies.create(policy(scope, { name: 'day' }));
    await expect(subject.store.policies.create(policy(scope, { name: 'NIGHT' }))).rejects.toMatchObject({ code: 'POLICY_NAME_TAKEN' });
    await expect(subject.store.policies.modify(scope, b, { name: 'night' })).rejects.toMatchObject({ code: 'POLICY_NAME_TAKEN' });
    expect(await subject.store.policies.modify(scope, a, { name: 'NIGHT', approval: false, priority: 3 })).toBe(true);
    expect(await subject.store.policies.modify(scope, a, {})).toBe(true);
    expect(await subject.store.policies.modify(scope, '999999', {})).toBe(false);
    expect(await subject.store.policies.get(scope, a)).toMatchObject({ name: 'NIGHT', approval: false, priority: 3, onTighten: 'continue' });
    expect((await subject.store.policies.list(scope, undefined, PAGE)).items.map((item) => item.id)).toEqual([a, b]);
    expect(await subject.store.policies.list(scope, 'day', PAGE)).toMatchObject({ total: 1, items: [{ id: b }] });
    expect(await subject.store.policies.list(scope, 'Day', PAGE)).toEqual({ total: 0, items: [] });
    expect(await subject.store.policies.delete(scope, b)).toBe(true);
    expect(await subject.store.policies.delete(scope, b)).toBe(false);
  });

  test('replace each scope as a whole and leave out what is not of the instance or project', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const foreign = await granted(subject.store);
    const second = await subject.store.users.create(user(scope), null);
    const whole = await subject.store.hosts.create(host(scope));
    const { policies } = subject.store;
    const id = await policies.create(policy(scope));
    expect(await policies.setUserScope(scope, id, { type: 'User', userIds: [second, userId, foreign.userId, '999999'] })).toBe(true);
    expect(await policies.userScope(scope, id)).toEqual({ type: 'User', userIds: [userId, second] });
    await policies.setUserScope(scope, id, { type: 'User', userIds: [second] });
    expect(await policies.userScope(scope, id)).toEqual({ type: 'User', userIds: [second] });
    await policies.setUserScope(scope, id, { type: 'All' });
    expect(await policies.userScope(scope, id)).toEqual({ type: 'All' });
    await policies.setUserScope(scope, id, { type: 'User', userIds: [] });
    expect(await policies.userScope(scope, id)).toEqual({ type: 'User', userIds: [] });

    await policies.setAssetScope(scope, id, {
      type: 'Host', hosts: [{ hostId, accountIds: [accountId, foreign.accountId] }, { hostId: whole, accountIds: null }, { hostId: foreign.hostId, accountIds: null }],
    });
    expect(await policies.assetScope(scope, id)).toEqual({ type: 'Host', hosts: [{ hostId, accountIds: [accountId] }, { hostId: whole, accountIds: null }] });
    await policies.setAssetScope(scope, id, { type: 'All' });
    expect(await policies.assetScope(scope, id)).toEqual({ type: 'All' });
    await policies.setAssetScope(scope, id, { type: 'Host', hosts: [{ hostId, accountIds: null }] });
    expect(await policies.assetScope(scope, id)).toEqual({ type: 'Host', hosts: [{ hostId, accountIds: null }] });
  });

  test('whose scope is replaced by two at once hold one of the two', async () => {
    const { scope, userId } = await granted(subject.store);
    const second = await subject.store.users.create(user(scope), null);
    const id = await subject.store.policies.create(policy(scope));
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([[userId], [second]].map((userIds) => subject.store.policies.setUserScope(scope, id, { type: 'User', userIds })));
      const now = await subject.store.policies.userScope(scope, id);
      expect([[userId], [second]]).toContainEqual(now?.type === 'User' ? now.userIds : now);
    }
  });
});
