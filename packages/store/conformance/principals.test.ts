import { expect, test } from 'vitest';
import { onBothEngines } from './engines.ts';
import { NOW, fresh, instance, newScope } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('instances', (subject) => {
  test('come back, and exist once', async () => {
    const wanted = instance();
    await subject.store.instances.create(wanted);
    expect(await subject.store.instances.get(wanted.instanceId)).toEqual(wanted);
    expect(await subject.store.instances.list()).toContainEqual(wanted);
    expect(await subject.store.instances.get('nowhere')).toBeUndefined();
    await expect(subject.store.instances.create({ ...wanted, description: 'again' })).rejects.toMatchObject({ code: 'INSTANCE_EXISTS' });
    expect(await subject.store.instances.get(wanted.instanceId)).toEqual(wanted);
  });
});

onBothEngines('principals', (subject) => {
  const create = async (instanceId: string, name = fresh('admin'), domain = instanceId) => subject.store.principals.create({ instanceId, name, displayName: 'Admin', domain, createdAt: NOW });

  test('come back, have a unique name, are listed and go with their keys', async () => {
    const { instanceId } = await newScope(subject.store);
    const other = await newScope(subject.store);
    const id = await create(instanceId, 'Admin');
    expect(await subject.store.principals.get(instanceId, id)).toEqual({
      id, instanceId, name: 'Admin', displayName: 'Admin', domain: instanceId, hasPassword: false, hasSecondFactor: false, createdAt: NOW,
    });
    expect(await subject.store.principals.get(other.instanceId, id)).toBeUndefined();
    expect((await subject.store.principals.findByName(instanceId, 'ADMIN'))?.id).toBe(id);
    expect(await subject.store.principals.findByName(other.instanceId, 'admin')).toBeUndefined();
    await expect(create(instanceId, 'admin')).rejects.toMatchObject({ code: 'PRINCIPAL_NAME_TAKEN' });
    const second = await create(instanceId);
    expect(await subject.store.principals.list(instanceId, PAGE)).toMatchObject({ total: 2, items: [{ id }, { id: second }] });
    const accessKeyId = fresh('AK');
    await subject.store.accessKeys.create({ accessKeyId, instanceId, principalId: id, active: true, expiresAt: null, createdAt: NOW }, Buffer.from('sealed'), null);
    expect(await subject.store.principals.delete(other.instanceId, id)).toBe(false);
    expect(await subject.store.principals.delete(instanceId, id)).toBe(true);
    expect(await subject.store.principals.delete(instanceId, id)).toBe(false);
    expect(await subject.store.accessKeys.find(accessKeyId)).toBeUndefined();
  });

  test('have a name that is theirs alone in their instance, and in their domain over all instances', async () => {
    const [a, b] = [(await newScope(subject.store)).instanceId, (await newScope(subject.store)).instanceId];
    const domain = fresh('Example-Ü');
    await create(a, 'Anna', domain);
    for (const [instanceId, name, of] of [[b, 'ANNA', domain.toLowerCase()], [b, 'anna', domain.normalize('NFD')], [a, 'anna', 'elsewhere']] as const) {
      await expect(create(instanceId, name, of)).rejects.toMatchObject({ code: 'PRINCIPAL_NAME_TAKEN' });
    }
    await create(b, 'Anna', fresh('other'));
    await create(b, 'Bert', domain);
    const made = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => create(n % 2 === 0 ? a : b, 'Carl', domain)));
    expect(made.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  test('have keys that name them across instances', async () => {
    const { instanceId } = await newScope(subject.store);
    const principalId = await create(instanceId);
    const [first, second] = [fresh('AK'), fresh('AK')];
    const key = { accessKeyId: first, instanceId, principalId, active: false, expiresAt: null, createdAt: NOW };
    await subject.store.accessKeys.create(key, Buffer.from([0, 255, 1]), null);
    await subject.store.accessKeys.create({ ...key, accessKeyId: second, principalId: await create(instanceId) }, Buffer.from('x'), null);
    const found = await subject.store.accessKeys.find(first);
    expect(found?.key).toEqual(key);
    expect(Buffer.from(found?.sealedSecret ?? [])).toEqual(Buffer.from([0, 255, 1]));
    expect(found?.securityTokenHash).toBeNull();
    expect(found?.principal).toEqual(await subject.store.principals.get(instanceId, principalId));
    expect(await subject.store.accessKeys.find('nothing')).toBeUndefined();
    expect((await subject.store.accessKeys.list(instanceId, principalId, PAGE)).items).toEqual([key]);
    expect((await subject.store.accessKeys.list(instanceId, undefined, PAGE)).total).toBe(2);
    expect(await subject.store.accessKeys.delete((await newScope(subject.store)).instanceId, first)).toBe(false);
    expect(await subject.store.accessKeys.delete(instanceId, first)).toBe(true);
    await expect(subject.store.accessKeys.create({ ...key, principalId: '999999' }, Buffer.from('x'), null)).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('hold the documents that are attached to them', async () => {
    const { instanceId } = await newScope(subject.store);
    const other = await newScope(subject.store);
    const principalId = await create(instanceId);
    const policy = { instanceId, name: 'Full', description: 'd', document: '{"Statement":[]}', system: false, createdAt: NOW };
    const { ramPolicies } = subject.store;
    const id = await ramPolicies.create(policy);
    const system = await ramPolicies.create({ ...policy, name: 'Shipped', system: true });
    await expect(ramPolicies.create({ ...policy, name: 'FULL' })).rejects.toMatchObject({ code: 'RAM_POLICY_NAME_TAKEN' });
    expect(await ramPolicies.findByName(instanceId, 'full')).toEqual({ ...policy, id });
    expect((await ramPolicies.list(instanceId, PAGE)).items.map((item) => item.id)).toEqual([id, system]);
    expect(await ramPolicies.attach(instanceId, id, principalId)).toBe(true);
    expect(await ramPolicies.attach(instanceId, id, principalId)).toBe(false);
    expect(await ramPolicies.attach(other.instanceId, system, principalId)).toBe(false);
    expect(await ramPolicies.attach(instanceId, system, await create(other.instanceId))).toBe(false);
    expect(await ramPolicies.attach(instanceId, system, principalId)).toBe(true);
    expect(await ramPolicies.documentsOf(instanceId, principalId)).toEqual([{ ...policy, id }, { ...policy, id: system, name: 'Shipped', system: true }]);
    expect(await ramPolicies.documentsOf(other.instanceId, principalId)).toEqual([]);
    expect(await ramPolicies.detach(other.instanceId, id, principalId)).toBe(false);
    expect(await ramPolicies.detach(instanceId, id, principalId)).toBe(true);
    expect(await ramPolicies.detach(instanceId, id, principalId)).toBe(false);
    expect(await ramPolicies.delete(instanceId, system)).toBe(false);
    expect(await ramPolicies.delete(instanceId, id)).toBe(true);
    expect((await ramPolicies.documentsOf(instanceId, principalId)).map((found) => found.id)).toEqual([system]);
  });
});
