import { MAX_GROUP_MEMBERS } from '@sallyport/core';
import { expect, test } from 'vitest';
import { principal } from './callers.ts';
import { onBothEngines } from './engines.ts';
import { NOW, newScope } from './samples.ts';

onBothEngines('principal groups', (subject) => {
  test('come back in their instance, have a unique name there and are listed', async () => {
    const { principalGroups } = subject.store;
    const [a, b] = [await newScope(subject.store), await newScope(subject.store)];
    const group = { instanceId: a.instanceId, name: 'Betrieb Ä', createdAt: NOW };
    const id = await principalGroups.create(group);
    expect(await principalGroups.get(a.instanceId, id)).toEqual({ ...group, id });
    expect(await principalGroups.get(b.instanceId, id)).toBeUndefined();
    await expect(principalGroups.create({ ...group, name: 'BETRIEB ä' })).rejects.toMatchObject({ code: 'PRINCIPAL_GROUP_NAME_TAKEN' });
    await principalGroups.create({ ...group, instanceId: b.instanceId });
    const second = await principalGroups.create({ ...group, name: 'second' });
    expect(await principalGroups.list(a.instanceId, { number: 1, size: 1 })).toEqual({ items: [{ ...group, id }], total: 2 });
    expect((await principalGroups.list(a.instanceId, { number: 2, size: 1 })).items.map((item) => item.id)).toEqual([second]);
    expect([await principalGroups.delete(b.instanceId, id), await principalGroups.delete(a.instanceId, id), await principalGroups.delete(a.instanceId, id)]).toEqual([false, true, false]);
  });

  test('hold principals of their own instance, each once', async () => {
    const { principalGroups, principals } = subject.store;
    const of = await principal(subject.store);
    const { instanceId } = of;
    const second = await principal(subject.store, instanceId);
    const stranger = await principal(subject.store);
    const groupId = await principalGroups.create({ instanceId, name: 'g', createdAt: NOW });
    const foreign = await principalGroups.create({ instanceId: stranger.instanceId, name: 'g', createdAt: NOW });
    const add = (group: string, id: string, from = instanceId) => principalGroups.addMember(from, group, id);
    expect((await Promise.all(Array.from({ length: 4 }, () => add(groupId, second.principalId)))).filter(Boolean)).toHaveLength(1);
    expect([await add(groupId, of.principalId), await add(groupId, of.principalId)]).toEqual([true, false]);
    for (const [group, id, from] of [[groupId, stranger.principalId], [foreign, of.principalId], [groupId, of.principalId, stranger.instanceId], ['999999', of.principalId], [groupId, '999999']] as const) {
      await expect(add(group, id, from)).rejects.toMatchObject({ code: 'OBJECT_GONE' });
    }
    expect((await principalGroups.members(instanceId, groupId)).map((member) => member.id)).toEqual([of.principalId, second.principalId]);
    expect(await principalGroups.members(stranger.instanceId, groupId)).toEqual([]);
    const remove = (id: string, from = instanceId) => principalGroups.removeMember(from, groupId, id);
    expect([await remove(second.principalId, stranger.instanceId), await remove(second.principalId), await remove(second.principalId)]).toEqual([false, true, false]);
    await principals.delete(instanceId, of.principalId);
    expect(await principalGroups.members(instanceId, groupId)).toEqual([]);
    await add(groupId, second.principalId);
    await principalGroups.delete(instanceId, groupId);
    expect(await principalGroups.members(instanceId, groupId)).toEqual([]);
    expect(await principals.get(instanceId, second.principalId)).toBeDefined();
  });

  test('are full at their limit, also for those who come at once', async () => {
    const { store } = subject;
    const { instanceId } = await newScope(store);
    const groupId = await store.principalGroups.create({ instanceId, name: 'big', createdAt: NOW });
    const ids: string[] = [];
    const fill = (from: number, to: number) => store.transact(async (tx) => {
      for (let n = from; n < to; n += 1) ids.push(await tx.principals.create({ instanceId, name: `p${n}`, displayName: '', domain: instanceId, createdAt: NOW }));
      for (const id of ids.slice(from, Math.min(to, MAX_GROUP_MEMBERS - 2))) await tx.principalGroups.addMember(instanceId, groupId, id);
    });
    for (let n = 0; n < MAX_GROUP_MEMBERS + 4; n += 126) await fill(n, n + 126);
    const last = await Promise.allSettled(ids.slice(MAX_GROUP_MEMBERS - 2).map((id) => store.principalGroups.addMember(instanceId, groupId, id)));
    expect(last.filter((result) => result.status === 'fulfilled')).toHaveLength(2);
    for (const result of last) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'PRINCIPAL_GROUP_FULL' });
    expect(await store.principalGroups.members(instanceId, groupId)).toHaveLength(MAX_GROUP_MEMBERS);
    expect(await store.principalGroups.addMember(instanceId, groupId, ids[0] ?? '')).toBe(false);
  }, 60_000);
});
