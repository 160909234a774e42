import { expect, test } from 'vitest';
import { DAY, HOUR, decide } from '@sallyport/core';
import type { AccessQuestion, Id } from '@sallyport/core';
import { onBothEngines } from './engines.ts';
import { confirm, end, requested } from './lending.ts';
import type { Lending } from './lending.ts';
import { account, granted, newScope, policy, question, user } from './samples.ts';

const PAGE = { number: 1, size: 20 };

onBothEngines('facts of what is lent', (subject) => {
  const ask = (of: Lending, changes: Partial<AccessQuestion> = {}) => question(of, changes);
  const facts = (of: Lending, changes: Partial<AccessQuestion> = {}) => subject.store.access.facts(ask(of, changes));
  const decision = async (of: Lending, changes: Partial<AccessQuestion> = {}) => {
    const found = decide(ask(of, changes), await facts(of, changes));
    return found.kind === 'deny' ? found.code : found.kind;
  };

  test('are an account and a path, for its engineer alone', async () => {
    const of = await requested(subject.store);
    expect(await facts(of)).toMatchObject({ account: null, grants: [] });
    const now = await subject.store.now();
    const window = { effectiveAt: now, expiresAt: now + HOUR };
    await confirm(subject.store, of, 'x', window);
    const lent = { id: of.accountId, hostId: of.hostId, name: 'deploy', protocol: 'SSH', hostShareKeyId: '' };
    expect(await facts(of)).toMatchObject({
      host: { id: of.hostId }, account: lent, hostGranted: false,
      grants: [{ path: 'authorization', id: of.authorizationId, validFrom: window.effectiveAt, validUntil: window.expiresAt, ended: null }],
    });
    expect(await decision(of)).toBe('allow');
    const stranger = await subject.store.users.create(user(of.scope), null);
    expect(await facts(of, { userId: stranger })).toMatchObject({ account: lent, grants: [] });
    expect(await decision(of, { userId: stranger })).toBe('NOT_GRANTED');
    const elsewhere = await granted(subject.store, of.scope);
    expect(await facts(of, { hostId: elsewhere.hostId })).toMatchObject({ grants: [] });
    expect(await decision(of, { hostId: elsewhere.hostId })).toBe('ACCOUNT_NOT_FOUND');
    expect(await decision(of, { protocol: 'RDP' })).toBe('PROTOCOL_MISMATCH');
    expect(await facts(of, { accountId: of.consoleId })).toMatchObject({ account: null, grants: [] });
    expect(await facts(of, { accountId: of.authorizationId })).toMatchObject({ account: null, grants: [] });
    const { instanceId } = await newScope(subject.store);
    expect(await facts(of, { instanceId })).toMatchObject({ host: null, account: null, grants: [] });
  });

  test('tell the window and why it is over', async () => {
    const now = await subject.store.now();
    const coming = await requested(subject.store);
    await confirm(subject.store, coming, 'x', { effectiveAt: now + HOUR, expiresAt: now + DAY });
    expect(await decision(coming)).toBe('GRANT_NOT_YET_VALID');
    for (const [event, code] of [['cancel', 'AUTHORIZATION_CANCELED'], ['recall', 'AUTHORIZATION_RECALLED']] as const) {
      const of = await requested(subject.store);
      await confirm(subject.store, of, 'x');
      await end(subject.store, of, event, { reason: 'enough' });
      expect((await facts(of)).grants).toMatchObject([{ ended: { code, words: 'enough' } }]);
      expect(await decision(of)).toBe(code);
    }
    const late = await requested(subject.store);
    await confirm(subject.store, late, 'x', { expiresAt: now });
    expect(await decision(late)).toBe('AUTHORIZATION_EXPIRED');
    await end(subject.store, late, 'expire', { by: null });
    expect(await decision(late)).toBe('AUTHORIZATION_EXPIRED');
    const closed = await requested(subject.store);
    await confirm(subject.store, closed, 'x');
    await subject.store.authorizations.move(closed.scope.instanceId, closed.authorizationId, { event: 'cancel', by: null, reason: '', cause: 'case-closed' }, now + 1);
    expect(await decision(closed)).toBe('CASE_CLOSED');
    const refused = await requested(subject.store);
    await end(subject.store, refused, 'reject');
    expect(await facts(refused)).toMatchObject({ account: null, grants: [] });
  });

  test('hold the policies of the host, and its tickets', async () => {
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'x');
    const { policies } = subject.store;
    const id = await policies.create(policy(of.scope, { name: 'p' }));
    await policies.setUserScope(of.scope, id, { type: 'User', userIds: [of.userId] });
    await policies.setAssetScope(of.scope, id, { type: 'Host', hosts: [{ hostId: of.hostId, accountIds: null }] });
    expect((await facts(of)).policies).toMatchObject([{ id }]);
    expect(await decision(of)).toBe('pending');
  });

  test('come in batches with those of ordinary accounts', async () => {
    const of = await requested(subject.store);
    await confirm(subject.store, of, 'x');
    const own = await granted(subject.store, of.scope);
    const many = await subject.store.access.factsOfMany([question(own), ask(of), question(own, { userId: of.userId })]);
    expect(many.map((found) => found.grants.map((grant) => grant.path))).toEqual([['user'], ['authorization'], []]);
    expect(many.map((found) => found.account?.id)).toEqual([own.accountId, of.accountId, own.accountId]);
  });
});

onBothEngines('what is lent', (subject) => {
  const hosts = async (of: Lending, filter = {}) => (await subject.store.grants.listOperable(of.scope.instanceId, of.userId, filter, PAGE)).items.map((item) => item.id);
  const accounts = async (of: Lending, name?: string, page = PAGE) => {
    const found = await subject.store.grants.listOperableAccounts(of.scope.instanceId, of.userId, of.hostId, name, page);
    return [found.total, ...found.items.map((item) => item.id)];
  };

  test('is operable while its window is on', async () => {
    const now = await subject.store.now();
    const of = await requested(subject.store);
    expect([await hosts(of), await accounts(of)]).toEqual([[], [0]]);
    await confirm(subject.store, of, 'x');
    expect([await hosts(of), await hosts(of, { hostId: of.hostId }), await hosts(of, { hostName: 'other' })]).toEqual([[of.hostId], [of.hostId], []]);
    expect([await accounts(of), await accounts(of, 'deploy'), await accounts(of, 'root')]).toEqual([[1, of.accountId], [1, of.accountId], [0]]);
    const other = { ...of, userId: await subject.store.users.create(user(of.scope), null) };
    expect([await hosts(other), await accounts(other)]).toEqual([[], [0]]);
    await end(subject.store, of, 'cancel');
    expect([await hosts(of), await accounts(of)]).toEqual([[], [0]]);
    for (const window of [{ effectiveAt: now + HOUR, expiresAt: now + DAY }, { effectiveAt: now - HOUR, expiresAt: now }]) {
      const off = await requested(subject.store);
      await confirm(subject.store, off, 'x', window);
      expect([await hosts(off), await accounts(off)]).toEqual([[], [0]]);
    }
  });

  test('comes after the host’s own accounts, the longest window first, over pages', async () => {
    const now = await subject.store.now();
    const of = await requested(subject.store);
    const { grants, hostAccounts } = subject.store;
    const own: Id[] = [];
    for (let n = 0; n < 3; n += 1) own.push(await hostAccounts.create(account(of.scope, of.hostId)));
    await grants.grantAccounts(of.scope.instanceId, of.userId, own.map((accountId) => ({ hostId: of.hostId, accountId })), '900', now);
    await confirm(subject.store, of, 'x', { expiresAt: now + HOUR });
    const lent = [of.accountId];
    for (const hours of [3, 2]) lent.unshift(await lendAgain(of, now + hours * HOUR));
    const [longer, longest] = [lent[0] ?? '', lent[1] ?? ''];
    expect(await accounts(of)).toEqual([6, ...own, longest, longer, of.accountId]);
    expect(await accounts(of, undefined, { number: 1, size: 2 })).toEqual([6, own[0], own[1]]);
    expect(await accounts(of, undefined, { number: 2, size: 2 })).toEqual([6, own[2], longest]);
    expect(await accounts(of, undefined, { number: 3, size: 2 })).toEqual([6, longer, of.accountId]);
    expect(await accounts(of, undefined, { number: 4, size: 2 })).toEqual([6]);
    expect(await hosts(of)).toEqual([of.hostId]);
  });

  /** Another authorization for the same engineer on the same host. */
  async function lendAgain(of: Lending, expiresAt: number): Promise<Id> {
    const now = await subject.store.now();
    const authorizationId = await subject.store.authorizations.create({
      instanceId: of.scope.instanceId, caseId: of.caseId, requestedBy: of.vendorId, userId: of.userId, description: '', commitment: '', wishedMs: HOUR, createdAt: now,
      pendingUntil: now + DAY, details: [{ kind: 'host', hostId: of.hostId, hostName: '', regionId: '', account: 'root', port: 22 }],
    });
    const accountId = (await subject.store.authorizations.get(of.scope.instanceId, authorizationId))?.details[0]?.id ?? '';
    await confirm(subject.store, { ...of, authorizationId, accountId }, 'x', { expiresAt }, 'root');
    return accountId;
  }

  test('is an account like any other by its id, whoever holds it', async () => {
    const of = await requested(subject.store);
    const { grants } = subject.store;
    expect(await grants.operableAccount(of.scope, of.accountId)).toBeUndefined();
    const confirmed = await confirm(subject.store, of, 'x');
    const lent = {
      id: of.accountId, ...of.scope, hostId: of.hostId, name: 'deploy', protocol: 'SSH', privilegeType: 'Normal', rotationMode: 'Self', hostShareKeyId: '', hasPassword: true,
      privateKeyFingerprint: '', createdAt: confirmed?.decidedAt, port: 2222, authorizationId: of.authorizationId,
    };
    expect(await grants.operableAccount(of.scope, of.accountId)).toEqual(lent);
    expect((await grants.listOperableAccounts(of.scope.instanceId, of.userId, of.hostId, undefined, PAGE)).items).toEqual([lent]);
    expect(await grants.operableAccount({ ...of.scope, projectId: 'other' }, of.accountId)).toBeUndefined();
    expect(await grants.operableAccount(await newScope(subject.store), of.accountId)).toBeUndefined();
    expect(await grants.operableAccount(of.scope, of.consoleId)).toBeUndefined();
    await end(subject.store, of, 'cancel');
    expect(await grants.operableAccount(of.scope, of.accountId)).toEqual({ ...lent, hasPassword: false });
    const own = await granted(subject.store, of.scope);
    expect(await grants.operableAccount(of.scope, own.accountId)).toEqual({ ...await subject.store.hostAccounts.get(of.scope, own.accountId), port: null, authorizationId: null });
    expect(await subject.store.hostAccounts.get(of.scope, of.accountId)).toBeUndefined();
  });

  test('counts as a grant by whoever confirmed it', async () => {
    const of = await requested(subject.store);
    const { grants } = subject.store;
    const by = (since: number, userId = of.userId, accountId = of.accountId) => grants.grantedBy(of.scope.instanceId, userId, of.hostId, accountId, since);
    expect(await by(0)).toEqual([]);
    const decidedAt = (await confirm(subject.store, of, 'x'))?.decidedAt ?? 0;
    expect(await by(decidedAt)).toEqual([of.customerId]);
    expect(await by(decidedAt + 1)).toEqual([]);
    expect(await by(0, '999999')).toEqual([]);
    expect(await by(0, of.userId, of.consoleId)).toEqual([]);
    await grants.grantHosts(of.scope.instanceId, of.userId, [of.hostId], of.customerId, decidedAt);
    expect(await by(0)).toEqual([of.customerId]);
  });
});
