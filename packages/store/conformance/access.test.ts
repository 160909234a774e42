import { expect, test } from 'vitest';
import { decide } from '@sallyport/core';
import type { PolicyAssetScope, PolicyUserScope } from '@sallyport/core';
import { onBothEngines } from './engines.ts';
import { ANY_NUMBER, DIGITS } from './matchers.ts';
import { NOW, account, ask, granted, host, newScope, policy, question, session, user } from './samples.ts';
import type { Granted } from './samples.ts';

const LATER = NOW + 3_600_000;

onBothEngines('facts', (subject) => {
  test('tell everything that decide reads', async () => {
    const of = await granted(subject.store);
    const facts = await subject.store.access.facts(question(of));
    const person = await subject.store.users.get(of.scope.instanceId, of.userId);
    const machine = await subject.store.hosts.get(of.scope, of.hostId);
    const login = await subject.store.hostAccounts.get(of.scope, of.accountId);
    expect(facts).toEqual({
      now: ANY_NUMBER, instanceExists: true, endRequest: null,
      user: { id: of.userId, userName: person?.userName, locked: false, remoteState: null, effectiveStart: null, effectiveEnd: null, needResetPassword: false, twoFactorStatus: 'Global' },
      host: { id: of.hostId, hostName: machine?.hostName, sourceInstanceState: 'Normal', networkDomainId: '', prefKex: 'default' },
      account: { id: of.accountId, hostId: of.hostId, name: login?.name, protocol: 'SSH', hostShareKeyId: '' },
      hostGranted: true, grants: [{ path: 'user', id: DIGITS, validFrom: null, validUntil: null, ended: null }], policies: [], tickets: [],
    });
    expect(Math.abs(facts.now - await subject.store.now())).toBeLessThan(2_000);
    expect(decide(question(of), facts).kind).toBe('allow');
  });

  test('are null for what is absent or of another instance', async () => {
    const of = await granted(subject.store);
    const other = await granted(subject.store);
    const absent = { user: null, host: null, account: null, hostGranted: false, grants: [], policies: [], tickets: [] };
    expect(await subject.store.access.facts(question(of, { instanceId: 'nowhere' }))).toMatchObject({ ...absent, instanceExists: false });
    expect(await subject.store.access.facts(question(of, { userId: 'x', hostId: '0', accountId: '999999' }))).toMatchObject({ ...absent, instanceExists: true });
    expect(await subject.store.access.facts(question(of, { userId: other.userId, hostId: other.hostId, accountId: other.accountId }))).toMatchObject({ user: null, host: null, account: null });
    expect(await subject.store.access.facts(question(of, { accountId: other.accountId }))).toMatchObject({ account: null, hostGranted: true, grants: [] });
  });

  test('see every commit that came before the question', async () => {
    const of = await granted(subject.store);
    for (let round = 0; round < 20; round += 1) {
      const locked = round % 2 === 0;
      await subject.store.users.setLocked(of.scope.instanceId, [of.userId], locked);
      expect((await subject.store.access.facts(question(of))).user?.locked).toBe(locked);
      expect((await subject.store.access.standing(of.scope.instanceId, of.userId)).user?.locked).toBe(locked);
    }
  });

  test('follow grants as they go', async () => {
    const of = await granted(subject.store);
    await subject.store.grants.revokeAccounts(of.scope.instanceId, of.userId, [of.accountId]);
    expect(await subject.store.access.facts(question(of))).toMatchObject({ hostGranted: true, grants: [] });
    await subject.store.grants.revokeHosts(of.scope.instanceId, of.userId, [of.hostId]);
    expect(await subject.store.access.facts(question(of))).toMatchObject({ hostGranted: false, grants: [] });
  });

  const scopes: [string, (of: Granted & { stranger: string; elsewhere: string; neighbour: string }) => { users: PolicyUserScope; assets: PolicyAssetScope }, boolean][] = [
    ['all users on all assets', () => ({ users: { type: 'All' }, assets: { type: 'All' } }), true],
    ['this user on all assets', (of) => ({ users: { type: 'User', userIds: [of.stranger, of.userId] }, assets: { type: 'All' } }), true],
    ['all users on this host', (of) => ({ users: { type: 'All' }, assets: { type: 'Host', hosts: [{ hostId: of.hostId, accountIds: null }] } }), true],
    ['this user on this account', (of) => ({ users: { type: 'User', userIds: [of.userId] }, assets: { type: 'Host', hosts: [{ hostId: of.hostId, accountIds: [of.accountId] }] } }), true],
    ['another user', (of) => ({ users: { type: 'User', userIds: [of.stranger] }, assets: { type: 'All' } }), false],
    ['another host', (of) => ({ users: { type: 'All' }, assets: { type: 'Host', hosts: [{ hostId: of.elsewhere, accountIds: null }] } }), false],
    ['another account of this host', (of) => ({ users: { type: 'All' }, assets: { type: 'Host', hosts: [{ hostId: of.hostId, accountIds: [of.neighbour] }] } }), false],
    ['no user scope', () => ({ users: { type: 'None' }, assets: { type: 'All' } }), false],
    ['no asset scope', () => ({ users: { type: 'All' }, assets: { type: 'None' } }), false],
    ['a user scope that was replaced', () => ({ users: { type: 'User', userIds: [] }, assets: { type: 'All' } }), false],
  ];
  test.each(scopes)('a policy for %s', async (_name, build, holds) => {
    const of = await granted(subject.store);
    const stranger = await subject.store.users.create(user(of.scope), null);
    const elsewhere = await subject.store.hosts.create(host(of.scope));
    const neighbour = await subject.store.hostAccounts.create(account(of.scope, of.hostId));
    const id = await subject.store.policies.create(policy(of.scope, { name: 'p', priority: 9, onTighten: 'cut' }));
    const { users, assets } = build({ ...of, stranger, elsewhere, neighbour });
    // What stood before must not shine through.
    await subject.store.policies.setUserScope(of.scope, id, { type: 'User', userIds: [of.userId] });
    await subject.store.policies.setAssetScope(of.scope, id, { type: 'Host', hosts: [{ hostId: of.hostId, accountIds: null }] });
    await subject.store.policies.setUserScope(of.scope, id, users);
    await subject.store.policies.setAssetScope(of.scope, id, assets);
    expect((await subject.store.access.facts(question(of))).policies).toEqual(holds ? [{ id, name: 'p', priority: 9, approval: true, onTighten: 'cut' }] : []);
  });

  test('leave out policies of another project or instance', async () => {
    const of = await granted(subject.store);
    for (const scope of [{ ...of.scope, projectId: 'other' }, await newScope(subject.store)]) {
      const id = await subject.store.policies.create(policy(scope));
      await subject.store.policies.setUserScope(scope, id, { type: 'All' });
      await subject.store.policies.setAssetScope(scope, id, { type: 'All' });
    }
    expect((await subject.store.access.facts(question(of))).policies).toEqual([]);
  });

  test('tell open tickets of the same thing, and the own one in any state', async () => {
    const of = await granted(subject.store);
    const { tickets } = subject.store;
    const facts = async (changes = {}) => (await subject.store.access.facts(question(of, changes))).tickets.map((ticket) => [ticket.id, ticket.state]);
    const first = (await tickets.openOrJoin(ask(of, { effectCount: 1 }), NOW, LATER, 5)).ticket.id;
    await tickets.openOrJoin(ask(of, { protocol: 'RDP' }), NOW, LATER, 5);
    expect(await facts()).toEqual([[first, 'pending']]);
    expect(await facts({ ticketId: first })).toEqual([[first, 'pending']]);
    await tickets.move(of.scope, first, 'accept', { decidedBy: '7', comment: 'fine', endCause: '' }, NOW);
    await tickets.claim(of.scope.instanceId, first, 's-1');
    const second = (await tickets.openOrJoin(ask(of), NOW, LATER, 5)).ticket.id;
    expect(await facts()).toEqual([[first, 'accepted'], [second, 'pending']]);
    expect((await subject.store.access.facts(question(of))).tickets[0]).toEqual({
      id: first, state: 'accepted', effectCount: 1, effectStart: null, effectEnd: LATER, boundSessionId: 's-1', comment: 'fine', endCause: '', pendingUntil: LATER,
    });
    await tickets.move(of.scope, second, 'reject', { decidedBy: '7', comment: 'no', endCause: '' }, NOW);
    expect(await facts()).toEqual([[first, 'accepted']]);
    expect(await facts({ ticketId: second })).toEqual([[first, 'accepted'], [second, 'rejected']]);
    const foreign = await granted(subject.store);
    expect((await subject.store.access.facts(question(foreign, { ticketId: second }))).tickets).toEqual([]);
  });

  test('tell that an administrator wants the session to end', async () => {
    const of = await granted(subject.store);
    const running = session(of);
    await subject.store.sessions.create(running);
    const asked = question(of, { phase: 'running', sessionId: running.id });
    expect((await subject.store.access.facts(asked)).endRequest).toBeNull();
    await subject.store.sessions.requestEnd(of.scope.instanceId, running.id, NOW, 'lunch');
    expect((await subject.store.access.facts(asked)).endRequest).toEqual({ comment: 'lunch' });
    expect((await subject.store.access.facts(question(of))).endRequest).toBeNull();
  });

  test('of many questions come in the order asked, each as by itself', async () => {
    const some = [await granted(subject.store), await granted(subject.store), await granted(subject.store)];
    const questions = Array.from({ length: 450 }, (_, n) => question(some[n % 3] ?? some[0] as Granted));
    const many = await subject.store.access.factsOfMany(questions);
    expect(many.map((facts) => facts.user?.id)).toEqual(questions.map((asked) => asked.userId));
    const { now: _now, ...single } = await subject.store.access.facts(question(some[1] as Granted));
    expect(many[448]).toEqual({ ...many[1], now: ANY_NUMBER });
    expect(many[1]).toMatchObject(single);
    expect(await subject.store.access.factsOfMany([])).toEqual([]);
  });

  test('of the user alone', async () => {
    const of = await granted(subject.store);
    const { access } = subject.store;
    expect(await access.standing(of.scope.instanceId, of.userId)).toEqual({ now: ANY_NUMBER, instanceExists: true, user: (await access.facts(question(of))).user });
    expect(await access.standing(of.scope.instanceId, '999999')).toMatchObject({ instanceExists: true, user: null });
    expect(await access.standing('nowhere', of.userId)).toMatchObject({ instanceExists: false, user: null });
  });
});
