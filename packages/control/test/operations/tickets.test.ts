import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE, startApi } from '../api.ts';
import type { Answer, Api, Key } from '../api.ts';
import { approveEverything, createAccount, createHost, createUser, openTicket } from './people.ts';
import { anyText } from '../matchers.ts';

let api: Api;
let reviewer: Key;
let userId: string;
let hostId: string;
let accountId: string;

beforeEach(async () => {
  api = await startApi();
  reviewer = await api.principal('reviewer', ['SecurityAdministrator']);
  userId = await createUser(api, 'zhang');
  hostId = await createHost(api, 'web', '10.0.0.9');
  accountId = await createAccount(api, hostId, 'root');
  await approveEverything(api);
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

const open = (): Promise<string> => openTicket(api, { userId, hostId, accountId }, 'disk alarm');
const reject = (OperationTicketId: string, more: Readonly<Record<string, string>> = {}, key = reviewer): Promise<Answer> => api.call('RejectOperationTicket', { OperationTicketId, ...more }, { key });
const accept = (OperationTicketId: string, more: Readonly<Record<string, string>> = {}, key = reviewer): Promise<Answer> => api.call('AcceptOperationTicket', { OperationTicketId, ...more }, { key });
const ticket = async (OperationTicketId: string): Promise<unknown> => (await api.ok('GetOperationTicket', { OperationTicketId }))['OperationTicket'];
const invalid = { status: 400, code: 'InvalidParameter', body: { Message: 'The argument is invalid.' } };

describe('RejectOperationTicket', () => {
  it('answers as the page prints it, keeps the comment and hints the ticket', async () => {
    const id = await open();
    api.hints.length = 0;
    expect((await reject(id, { Comment: 'not today' })).body).toStrictEqual({ RequestId: anyText });
    expect(await ticket(id)).toMatchObject({ State: 'rejected', DecisionComment: 'not today', DecidedBy: reviewer.principalId });
    expect(api.hints).toEqual([{ instanceId: INSTANCE, kind: 'ticket', id }]);
  });

  it('takes the same call of the same principal again for ten minutes, without a second effect', async () => {
    const id = await open();
    await reject(id, { Comment: 'no' });
    api.hints.length = 0;
    api.clock.advance(10 * 60_000);
    expect(await reject(id, { Comment: 'no' })).toMatchObject({ status: 200 });
    expect(api.hints).toEqual([]);
    expect(await reject(id, { Comment: 'no!' })).toMatchObject(invalid);
    expect(await reject(id, { Comment: 'no' }, api.admin)).toMatchObject(invalid);
    expect(await accept(id)).toMatchObject(invalid);
    api.clock.advance(1);
    expect(await reject(id, { Comment: 'no' })).toMatchObject(invalid);
  });

  it.each([
    ['an unknown ticket', async () => reject('4242')],
    ['an id that is none', async () => reject('01')],
    ['another project', async () => reject(await open(), { ProjectId: '7' })],
    ['a foreign instance', async () => api.call('RejectOperationTicket', { OperationTicketId: await open() }, { key: reviewer, instanceId: OTHER_INSTANCE })],
    ['a comment over 500 characters', async () => reject(await open(), { Comment: 'x'.repeat(501) })],
    ['a withdrawn ticket', async () => {
      const id = await open();
      await api.store.tickets.move({ instanceId: INSTANCE, projectId: 'default' }, id, 'withdraw', { decidedBy: null, comment: '', endCause: '' }, api.clock.now());
      return reject(id);
    }],
    ['an expired ticket', async () => {
      const id = await open();
      api.clock.advance(86_400_000);
      return reject(id);
    }],
  ])('refuses %s', async (_, call) => {
    expect(await call()).toMatchObject(invalid);
  });

  it('is decided once when many decide at once', async () => {
    const id = await open();
    const others = await Promise.all(['r2', 'r3', 'r4'].map((name) => api.principal(name, ['SecurityAdministrator'])));
    const answers = await Promise.all([reviewer, ...others].flatMap((key) => [accept(id, {}, key), reject(id, {}, key)]));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.status !== 200).map((answer) => answer.code))).toEqual(new Set(['InvalidParameter']));
  });
});

describe('AcceptOperationTicket', () => {
  const at = (minutes: number): string => String(Math.floor(api.clock.now() / 1000) + minutes * 60);

  it('sets what the reviewer chose', async () => {
    const id = await open();
    expect((await accept(id, { EffectCount: '1', EffectStartTime: at(1), EffectEndTime: at(60), Comment: 'ok' })).body).toStrictEqual({ RequestId: anyText });
    expect(await ticket(id)).toMatchObject({ State: 'accepted', EffectCount: 1, EffectStartTime: Number(at(1)), EffectEndTime: Number(at(60)), DecisionComment: 'ok' });
    expect((await api.ok('ListOperationTickets'))['TotalCount']).toBe(0);
  });

  it.each([
    ['an end before the start', () => ({ EffectStartTime: at(60), EffectEndTime: at(1) })],
    ['an end equal to the start', () => ({ EffectStartTime: at(5), EffectEndTime: at(5) })],
    ['an end that has passed', () => ({ EffectEndTime: at(-1) })],
    ['another count', () => ({ EffectCount: '2' })],
    ['a time that is none', () => ({ EffectEndTime: 'noon' })],
  ])('refuses %s', async (_, params) => {
    const id = await open();
    expect(await accept(id, params())).toMatchObject(invalid);
    expect(await ticket(id)).toMatchObject({ State: 'pending' });
  });

  it('takes the same call again for ten minutes, while the ticket stands: not once its log-on is over or it was revoked', async () => {
    const finish = (id: string): Promise<unknown> => api.store.tickets.move({ instanceId: INSTANCE, projectId: 'default' }, id, 'finish', { decidedBy: null, comment: '', endCause: '' }, api.clock.now());
    const revoke = (id: string): Promise<unknown> => api.ok('RevokeOperationTicket', { OperationTicketId: id }, { key: reviewer });
    for (const end of [finish, revoke]) {
      const id = await open();
      await accept(id, { Comment: 'ok' });
      api.hints.length = 0;
      expect(await accept(id, { Comment: 'ok' })).toMatchObject({ status: 200 });
      expect(api.hints).toEqual([]);
      expect(await accept(id, { Comment: 'ok', EffectCount: '1' })).toMatchObject(invalid);
      await end(id);
      expect(await accept(id, { Comment: 'ok' })).toMatchObject(invalid);
    }
  });

  it('can be revoked, once', async () => {
    const id = await open();
    expect(await api.call('RevokeOperationTicket', { OperationTicketId: id }, { key: reviewer })).toMatchObject({ status: 409, code: 'TicketStateConflict' });
    await accept(id);
    await api.ok('RevokeOperationTicket', { OperationTicketId: id, Comment: 'over' }, { key: reviewer });
    expect(await ticket(id)).toMatchObject({ State: 'revoked', DecisionComment: 'over', EndCause: 'by-principal' });
    expect(await api.call('RevokeOperationTicket', { OperationTicketId: id }, { key: reviewer })).toMatchObject({ code: 'TicketStateConflict' });
  });
});

describe('separation of duties', () => {
  const grant = async (key = api.admin): Promise<void> => {
    await api.ok('AttachHostAccountsToUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: hostId, HostAccountIds: [accountId] }]) }, { key });
  };

  it('keeps who granted the access from deciding its use for a day', async () => {
    await grant();
    const id = await open();
    expect(await accept(id, {}, api.admin)).toMatchObject({ status: 403, code: 'NoPermission', body: { AccessDeniedDetail: { PolicyType: 'SeparationOfDuties' } } });
    expect(await reject(id, {}, api.admin)).toMatchObject({ status: 403 });
    expect(await ticket(id)).toMatchObject({ State: 'pending' });
    expect(await accept(id)).toMatchObject({ status: 200 });
  });

  it('lets him decide after a day', async () => {
    await grant();
    api.clock.advance(86_400_001);
    expect(await accept(await open(), {}, api.admin)).toMatchObject({ status: 200 });
  });

  it('keeps an applicant from deciding for himself', async () => {
    const engineer = await api.principal('engineer', ['AdministratorAccess']);
    userId = await createUser(api, 'li', { Source: 'Ram', SourceUserId: engineer.principalId });
    expect(await accept(await open(), {}, engineer)).toMatchObject({ status: 403, code: 'NoPermission' });
  });

  it('can be switched off, and the audit says so', async () => {
    await using lax = await startApi({ settings: { separationOfDuties: 'off' } });
    const user = await createUser(lax, 'zhang');
    const host = await createHost(lax, 'web');
    const account = await createAccount(lax, host, 'root');
    await lax.ok('AttachHostAccountsToUser', { UserId: user, Hosts: JSON.stringify([{ HostId: host, HostAccountIds: [account] }]) });
    await lax.ok('AcceptOperationTicket', { OperationTicketId: await openTicket(lax, { userId: user, hostId: host, accountId: account }) });
    const events = (await lax.ok('ListAuditEvents', { Kind: 'api.AcceptOperationTicket' }))['Events'];
    expect(events).toMatchObject([{ Details: { separationOfDuties: 'off', breach: 'own-grant' } }]);
  });
});

describe('an engineer of one’s own', () => {
  let engineer: Key;
  beforeEach(async () => {
    engineer = await api.principal('engineer', ['OperationUser']);
    userId = await createUser(api, 'li', { Source: 'Ram', SourceUserId: engineer.principalId });
    await api.ok('AttachHostAccountsToUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: hostId, HostAccountIds: [accountId] }]) });
  });
  const ask = (more: Readonly<Record<string, string>> = {}, key = engineer): Promise<Answer> =>
    api.call('CreateOperationTicket', { AssetId: hostId, AssetAccountName: 'root', ProtocolName: 'SSH', ApproveComment: 'disk alarm', ...more }, { key });

  it('sees his assets, asks, joins his own request and is listed with it', async () => {
    expect((await api.ok('ListOperationHosts', {}, { key: engineer }))['Hosts']).toMatchObject([{ HostId: hostId, HostName: 'web' }]);
    expect((await api.ok('ListOperationHostAccounts', { HostId: hostId }, { key: engineer }))['HostAccounts']).toMatchObject([{ HostAccountId: accountId, SSHConfig: { EnableSSHChannel: true } }]);
    const first = await ask({ IsOneTimeEffect: 'true' });
    expect(first).toMatchObject({ status: 200 });
    expect((await ask()).body['OperationTicketId']).toBe(first.body['OperationTicketId']);
    expect((await api.ok('ListOperationTickets', { AssetAddress: '10.0.0.9' }))['OperationTickets']).toMatchObject([{
      ApplyUserId: userId, ApplyUsername: 'li', ApproveComment: 'disk alarm', AssetAccountName: 'root', AssetAddress: '10.0.0.9', EffectCount: 1, EffectStartTime: 0, EffectEndTime: 0, State: 'Normal',
      OperationTicketId: first.body['OperationTicketId'],
    }]);
    expect((await api.ok('ListOperationTickets', { AssetAddress: '10.0.0.8' }))['TotalCount']).toBe(0);
  });

  it('is refused while he is locked', async () => {
    await api.ok('LockUsers', { UserIds: `["${userId}"]` });
    for (const [action, params] of [['ListOperationHosts', {}], ['ListOperationHostAccounts', { HostId: hostId }]] as const) {
      expect(await api.call(action, params, { key: engineer })).toMatchObject({ status: 403, code: 'NoPermission' });
    }
    expect(await ask()).toMatchObject({ status: 403, code: 'NoPermission' });
  });

  it('must be bound to a user', async () => {
    expect(await ask({}, api.admin)).toMatchObject({ status: 403, code: 'NoPermission', body: { AccessDeniedDetail: { PolicyType: 'Unbound' } } });
  });

  it('cannot ask for what is not granted to him, nor for what needs no approval', async () => {
    const other = await createHost(api, 'db');
    await createAccount(api, other, 'root');
    expect(await ask({ AssetId: other })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(await ask({ AssetAccountName: 'nobody' })).toMatchObject({ status: 404 });
    expect(await ask({ ProtocolName: 'MySQL' })).toMatchObject({ status: 404 });
    const [policy] = (await api.ok('ListPolicies'))['Policies'] as { PolicyId: string }[];
    await api.ok('SetPolicyApprovalConfig', { PolicyId: policy?.PolicyId ?? '', ApprovalConfig: '{"SwitchStatus":"Off"}' });
    expect(await ask()).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });

  it('withdraws his own request and no other', async () => {
    const own = String((await ask()).body['OperationTicketId']);
    const other = await openTicket(api, { userId: await createUser(api, 'wang'), hostId, accountId });
    expect(await api.call('WithdrawOperationTicket', { OperationTicketId: other }, { key: engineer })).toMatchObject({ status: 404 });
    await api.ok('WithdrawOperationTicket', { OperationTicketId: own }, { key: engineer });
    expect(await ticket(own)).toMatchObject({ State: 'withdrawn' });
  });

  it('withdraws nothing when he is nobody’s user: the role is no power over the requests of others', async () => {
    const waiting = await open();
    const stranger = await api.principal('stranger', ['OperationUser']);
    expect(await api.call('WithdrawOperationTicket', { OperationTicketId: waiting }, { key: stranger })).toMatchObject({ status: 403, body: { AccessDeniedDetail: { PolicyType: 'Unbound' } } });
    expect(await ticket(waiting)).toMatchObject({ State: 'pending' });
  });

  it('has at most five requests that wait', async () => {
    for (let index = 0; index < 6; index += 1) {
      const account = await createAccount(api, hostId, `a${index}`);
      await api.ok('AttachHostAccountsToUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: hostId, HostAccountIds: [account] }]) });
      expect((await ask({ AssetAccountName: `a${index}` })).code).toBe(index < 5 ? 'OK' : 'TooManyPendingTickets');
    }
  });
});
