import { expect, test } from 'vitest';
import type { HostKeyPin } from '@sallyport/core';
import { onBothEngines } from './engines.ts';
import { NOW, account, fresh, granted, host, newScope, policy } from './samples.ts';

const PAGE = { number: 1, size: 20 };

function pin(hostId: string, changes: Partial<HostKeyPin> = {}): HostKeyPin {
  return { hostId, port: null, algorithm: 'ssh-ed25519', blob: 'AAAA', fingerprintSha256: 'SHA256:x', fingerprintMd5: 'aa:bb', pinnedAt: NOW, pinnedBy: 'first log-on', ...changes };
}

onBothEngines('hosts', (subject) => {
  test('come back as they were stored, to their own project', async () => {
    const scope = await newScope(subject.store);
    const wanted = host(scope, { source: 'Ecs', osType: 'Windows', publicAddress: '198.51.100.1', sourceInstanceState: 'Release', prefKex: 'diffie-hellman-group14-sha1', sshPort: 2222 });
    const id = await subject.store.hosts.create(wanted);
    expect(await subject.store.hosts.get(scope, id)).toEqual({ ...wanted, id });
    for (const foreign of [{ ...scope, projectId: 'other' }, await newScope(subject.store)]) {
      expect(await subject.store.hosts.get(foreign, id)).toBeUndefined();
      expect(await subject.store.hosts.modify(foreign, id, { comment: 'theirs' })).toBe(false);
      expect(await subject.store.hosts.modify(foreign, id, { hostName: 'theirs' })).toBe(false);
      expect(await subject.store.hosts.setPort(foreign, id, 'SSH', 1)).toBe(false);
      expect(await subject.store.hosts.setActiveAddressType(foreign, id, 'Public')).toBe(false);
      expect(await subject.store.hosts.delete(foreign, id)).toBe(false);
    }
    expect(await subject.store.hosts.get(scope, id)).toEqual({ ...wanted, id });
  });

  test('have a name that is unique without case in their project', async () => {
    const scope = await newScope(subject.store);
    const first = await subject.store.hosts.create(host(scope, { hostName: 'Web' }));
    const second = await subject.store.hosts.create(host(scope, { hostName: 'db' }));
    await expect(subject.store.hosts.create(host(scope, { hostName: 'web' }))).rejects.toMatchObject({ code: 'HOST_NAME_TAKEN' });
    await expect(subject.store.hosts.modify(scope, second, { hostName: 'WEB' })).rejects.toMatchObject({ code: 'HOST_NAME_TAKEN' });
    expect(await subject.store.hosts.modify(scope, first, { hostName: 'WEB' })).toBe(true);
    await subject.store.hosts.create(host({ ...scope, projectId: 'other' }, { hostName: 'web' }));
  });

  test('renamed to one name at once: one wins', async () => {
    const scope = await newScope(subject.store);
    const ids = [await subject.store.hosts.create(host(scope)), await subject.store.hosts.create(host(scope)), await subject.store.hosts.create(host(scope))];
    const results = await Promise.allSettled(ids.map((id) => subject.store.hosts.modify(scope, id, { hostName: 'prize' })));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'HOST_NAME_TAKEN' });
  });

  test('change in the named members only', async () => {
    const scope = await newScope(subject.store);
    const before = host(scope);
    const id = await subject.store.hosts.create(before);
    expect(await subject.store.hosts.modify(scope, id, { privateAddress: '10.9.9.9', osType: 'Windows' })).toBe(true);
    expect(await subject.store.hosts.setPort(scope, id, 'RDP', 3390)).toBe(true);
    expect(await subject.store.hosts.setPort(scope, id, 'SSH', 2200)).toBe(true);
    expect(await subject.store.hosts.get(scope, id)).toEqual({ ...before, id, privateAddress: '10.9.9.9', osType: 'Windows', rdpPort: 3390, sshPort: 2200 });
    expect(await subject.store.hosts.setActiveAddressType(scope, id, 'Public')).toBe(true);
    expect(await subject.store.hosts.get(scope, id)).toMatchObject({ activeAddressType: 'Public', privateAddress: '10.9.9.9' });
    expect(await subject.store.hosts.modify(scope, id, {})).toBe(true);
    expect(await subject.store.hosts.modify(scope, '999999', {})).toBe(false);
  });

  test('are listed by id with the number of their accounts, filtered exactly', async () => {
    const scope = await newScope(subject.store);
    const a = await subject.store.hosts.create(host(scope, { hostName: 'a', privateAddress: '10.1.1.1' }));
    const b = await subject.store.hosts.create(host(scope, { hostName: 'b', publicAddress: '10.1.1.1', osType: 'Windows', source: 'Ecs', sourceInstanceId: 'i-1', sourceInstanceState: 'Release' }));
    await subject.store.hostAccounts.create(account(scope, a));
    await subject.store.hostAccounts.create(account(scope, a));
    const found = async (filter: Parameters<typeof subject.store.hosts.list>[1]) => (await subject.store.hosts.list(scope, filter, PAGE)).items.map((item) => item.id);
    expect((await subject.store.hosts.list(scope, {}, PAGE)).items.map((item) => [item.id, item.accountCount])).toEqual([[a, 2], [b, 0]]);
    expect(await found({ hostName: 'a' })).toEqual([a]);
    expect(await found({ hostName: 'A' })).toEqual([]);
    expect(await found({ hostAddress: '10.1.1.1' })).toEqual([a, b]);
    expect(await found({ hostAddress: '10.1.1' })).toEqual([]);
    expect(await found({ osType: 'Windows' })).toEqual([b]);
    expect(await found({ source: 'Ecs', osType: 'Linux' })).toEqual([]);
    expect(await found({ sourceInstanceId: 'i-1' })).toEqual([b]);
    expect(await found({ sourceInstanceState: 'Normal' })).toEqual([a]);
    expect(await subject.store.hosts.list({ ...scope, projectId: 'other' }, {}, PAGE)).toEqual({ items: [], total: 0 });
    expect((await subject.store.hosts.list(scope, {}, { number: 2, size: 1 }))).toMatchObject({ total: 2, items: [{ id: b }] });
  });

  test('take their accounts, grants, pins and scope entries with them', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    await subject.store.hostKeyPins.pin(scope.instanceId, pin(hostId));
    const policyId = await subject.store.policies.create(policy(scope));
    await subject.store.policies.setAssetScope(scope, policyId, { type: 'Host', hosts: [{ hostId, accountIds: [accountId] }] });
    expect(await subject.store.hosts.delete(scope, hostId)).toBe(true);
    expect(await subject.store.hosts.delete(scope, hostId)).toBe(false);
    expect(await subject.store.hostAccounts.get(scope, accountId)).toBeUndefined();
    expect(await subject.store.hostAccounts.credentials(scope.instanceId, accountId)).toBeUndefined();
    expect(await subject.store.hostKeyPins.list(scope.instanceId, hostId)).toEqual([]);
    expect(await subject.store.grants.grantedBy(scope.instanceId, userId, hostId, accountId, 0)).toEqual([]);
    expect(await subject.store.policies.assetScope(scope, policyId)).toEqual({ type: 'Host', hosts: [] });
  });
});

onBothEngines('host accounts', (subject) => {
  test('come back as they were stored, to their own project', async () => {
    const scope = await newScope(subject.store);
    const hostId = await subject.store.hosts.create(host(scope));
    const wanted = account(scope, hostId, { protocol: 'RDP', privilegeType: 'Privileged', rotationMode: 'Self', hostShareKeyId: '5' });
    const id = await subject.store.hostAccounts.create(wanted);
    expect(await subject.store.hostAccounts.get(scope, id)).toEqual({ ...wanted, id, hasPassword: false, privateKeyFingerprint: '' });
    const foreign = { ...scope, projectId: 'other' };
    expect(await subject.store.hostAccounts.get(foreign, id)).toBeUndefined();
    expect(await subject.store.hostAccounts.modify(foreign, id, { name: 'x' })).toBe(false);
    expect(await subject.store.hostAccounts.delete(foreign, id)).toBe(false);
  });

  test('have a name that is unique per host and protocol, case included', async () => {
    const scope = await newScope(subject.store);
    const hostId = await subject.store.hosts.create(host(scope));
    const create = (name: string, protocol: 'SSH' | 'RDP' = 'SSH') => subject.store.hostAccounts.create(account(scope, hostId, { name, protocol }));
    await create('root');
    const other = await create('Root');
    await create('root', 'RDP');
    await expect(create('root')).rejects.toMatchObject({ code: 'HOST_ACCOUNT_NAME_TAKEN' });
    await expect(subject.store.hostAccounts.modify(scope, other, { name: 'root' })).rejects.toMatchObject({ code: 'HOST_ACCOUNT_NAME_TAKEN' });
    expect(await subject.store.hostAccounts.modify(scope, other, { name: 'Root', privilegeType: 'Privileged' })).toBe(true);
    expect(await subject.store.hostAccounts.get(scope, other)).toMatchObject({ name: 'Root', privilegeType: 'Privileged' });
    expect(await subject.store.hostAccounts.modify(scope, other, {})).toBe(true);
    expect(await subject.store.hostAccounts.modify(scope, '999999', {})).toBe(false);
  });

  test('of a host that is gone cannot come to be', async () => {
    const scope = await newScope(subject.store);
    await expect(subject.store.hostAccounts.create(account(scope, '999999'))).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('hold sealed credentials, each replaced and cleared by itself', async () => {
    const scope = await newScope(subject.store);
    const id = await subject.store.hostAccounts.create(account(scope, await subject.store.hosts.create(host(scope))));
    const { hostAccounts } = subject.store;
    const bytes = (text: string) => new Uint8Array(Buffer.from(text));
    expect(await hostAccounts.setCredentials(scope.instanceId, id, { password: bytes('p\0') })).toBe(true);
    expect(await hostAccounts.setCredentials(scope.instanceId, id, { privateKey: bytes('k'), passPhrase: bytes('w'), privateKeyFingerprint: 'cc:dd' })).toBe(true);
    const sealed = await hostAccounts.credentials(scope.instanceId, id);
    expect([sealed?.password, sealed?.privateKey, sealed?.passPhrase].map((value) => Buffer.from(value ?? []).toString())).toEqual(['p\0', 'k', 'w']);
    expect(await hostAccounts.get(scope, id)).toMatchObject({ hasPassword: true, privateKeyFingerprint: 'cc:dd' });
    expect(await hostAccounts.setCredentials(scope.instanceId, id, { password: null })).toBe(true);
    expect(await hostAccounts.get(scope, id)).toMatchObject({ hasPassword: false, privateKeyFingerprint: 'cc:dd' });
    expect(await hostAccounts.setCredentials(scope.instanceId, id, { password: bytes('p') })).toBe(true);
    expect(await hostAccounts.setCredentials(scope.instanceId, id, { privateKey: null, passPhrase: null, privateKeyFingerprint: '' })).toBe(true);
    expect(await hostAccounts.get(scope, id)).toMatchObject({ hasPassword: true, privateKeyFingerprint: '' });
    expect(await hostAccounts.credentials(scope.instanceId, id)).toMatchObject({ privateKey: null, passPhrase: null });
    expect(await hostAccounts.setCredentials(scope.instanceId, id, {})).toBe(true);
    const other = await newScope(subject.store);
    expect(await hostAccounts.setCredentials(other.instanceId, id, { password: bytes('x') })).toBe(false);
    expect(await hostAccounts.credentials(other.instanceId, id)).toBeUndefined();
  });

  test('are listed by id, of one host, several or all', async () => {
    const scope = await newScope(subject.store);
    const [h1, h2] = [await subject.store.hosts.create(host(scope)), await subject.store.hosts.create(host(scope))];
    const a = await subject.store.hostAccounts.create(account(scope, h1, { name: 'root' }));
    const b = await subject.store.hostAccounts.create(account(scope, h2, { name: 'root', protocol: 'RDP' }));
    const c = await subject.store.hostAccounts.create(account(scope, h1, { name: 'app' }));
    const found = async (filter: Parameters<typeof subject.store.hostAccounts.list>[1]) => {
      const page = await subject.store.hostAccounts.list(scope, filter, PAGE);
      return [page.total, ...page.items.map((item) => item.id)];
    };
    expect(await found({})).toEqual([3, a, b, c]);
    expect(await found({ hostIds: [h1] })).toEqual([2, a, c]);
    expect(await found({ hostIds: [h1, h2, '999999'] })).toEqual([3, a, b, c]);
    expect(await found({ hostIds: [] })).toEqual([0]);
    expect(await found({ name: 'root' })).toEqual([2, a, b]);
    expect(await found({ protocol: 'RDP', hostIds: [h1] })).toEqual([0]);
  });

  test('take their grants and scope entries with them', async () => {
    const { scope, userId, hostId, accountId } = await granted(subject.store);
    const policyId = await subject.store.policies.create(policy(scope));
    await subject.store.policies.setAssetScope(scope, policyId, { type: 'Host', hosts: [{ hostId, accountIds: [accountId] }] });
    expect(await subject.store.hostAccounts.delete(scope, accountId)).toBe(true);
    const facts = await subject.store.grants.hostFacts(scope, userId, [hostId]);
    expect(facts.get(hostId)).toEqual({ hostId, hostGranted: true, accountIds: new Set(), grantedAccountIds: new Set() });
    // An entry that named accounts never turns into "all accounts" when the last of them goes.
    expect(await subject.store.policies.assetScope(scope, policyId)).toEqual({ type: 'Host', hosts: [{ hostId, accountIds: [] }] });
  });
});

onBothEngines('host key pins', (subject) => {
  test('are set once per algorithm, listed and cleared', async () => {
    const scope = await newScope(subject.store);
    const hostId = await subject.store.hosts.create(host(scope, { hostName: fresh('pinned') }));
    const { hostKeyPins } = subject.store;
    expect(await hostKeyPins.pin(scope.instanceId, pin(hostId))).toBe(true);
    expect(await hostKeyPins.pin(scope.instanceId, pin(hostId, { blob: 'BBBB' }))).toBe(false);
    expect(await hostKeyPins.pin(scope.instanceId, pin(hostId, { algorithm: 'ecdsa' }))).toBe(true);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([pin(hostId, { algorithm: 'ecdsa' }), pin(hostId)]);
    expect(await hostKeyPins.listAll(scope.instanceId, { number: 2, size: 1 })).toEqual({ total: 2, items: [pin(hostId)] });
    expect(await hostKeyPins.clear((await newScope(subject.store)).instanceId, hostId)).toBe(0);
    expect(await hostKeyPins.clear(scope.instanceId, hostId)).toBe(2);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([]);
    await expect(hostKeyPins.pin(scope.instanceId, pin('999999'))).rejects.toMatchObject({ code: 'OBJECT_GONE' });
  });

  test('of one port say nothing about another, and are cleared with it alone', async () => {
    const scope = await newScope(subject.store);
    const hostId = await subject.store.hosts.create(host(scope));
    const { hostKeyPins } = subject.store;
    const [own, low, high] = [pin(hostId), pin(hostId, { port: 22, blob: 'BBBB' }), pin(hostId, { port: 65_535, blob: 'CCCC' })];
    for (const each of [high, own, low]) expect(await hostKeyPins.pin(scope.instanceId, each)).toBe(true);
    for (const each of [own, low, high]) expect(await hostKeyPins.pin(scope.instanceId, { ...each, blob: 'DDDD' })).toBe(false);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([own, low, high]);
    expect(await hostKeyPins.listAll(scope.instanceId, { number: 2, size: 2 })).toEqual({ total: 3, items: [high] });
    await subject.store.hosts.setPort(scope, hostId, 'SSH', 65_535);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([own, low, high]);
    expect(await hostKeyPins.clear(scope.instanceId, hostId, [22])).toBe(1);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([own, high]);
    expect(await hostKeyPins.clear(scope.instanceId, hostId, [null, 22])).toBe(1);
    expect(await hostKeyPins.list(scope.instanceId, hostId)).toEqual([high]);
    expect(await hostKeyPins.clear(scope.instanceId, hostId)).toBe(1);
  });

  test('pinned by two log-ons at once: one key stands', async () => {
    const scope = await newScope(subject.store);
    const hostId = await subject.store.hosts.create(host(scope));
    const results = await Promise.all(['A', 'B', 'C'].map((blob) => subject.store.hostKeyPins.pin(scope.instanceId, pin(hostId, { blob }))));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await subject.store.hostKeyPins.list(scope.instanceId, hostId)).toHaveLength(1);
  });
});
