import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE, OTHER_INSTANCE } from '../api.ts';
import { engineer, startDesk } from './desk.ts';
import type { Caller, Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
});

const ask = async (params: Readonly<Record<string, string>>, who: Caller = desk.vendor) => desk.api.call('RequestAuthorization', {
  UserId: desk.userId, Description: 'look', Details: JSON.stringify([{ Type: 'Host', HostId: desk.hostId }]), ...params,
}, { key: who });
const get = async (AuthorizationId: string): Promise<unknown> => (await desk.api.ok('GetRequestedAuthorization', { AuthorizationId }, { key: desk.vendor }))['Authorization'];

describe('RequestAuthorization', () => {
  it('asks the customer and takes the ticket on', async () => {
    const CaseId = await desk.openCase();
    const now = desk.api.clock.now() / 1000;
    const Details = JSON.stringify([{ Type: 'Host', HostId: desk.hostId, Account: 'root', Port: 2222 }, { Type: 'Host', HostId: desk.hostId }, { Type: 'Console' }]);
    const id = await desk.request(CaseId, { Details, Commitment: '我保证', DurationSeconds: '60' });
    expect(await get(id)).toMatchObject({
      AuthorizationId: id, CaseId, Status: 'pending', UserId: desk.userId, UserName: 'engineer', RequestedBy: desk.vendor.principalId, RequestedByName: 'vendor', Commitment: '我保证', DurationSeconds: 60,
      CreatedTime: now, PendingUntil: now + 7 * 86_400, EffectiveTime: 0, DecidedTime: 0, EndCause: '',
      Details: [
        { Type: 'Host', HostId: desk.hostId, HostName: 'web', Account: 'root', Port: 2222, Granted: false }, { Type: 'Host', Account: '', Port: 22 },
        { Type: 'Console', HostId: '', HostName: '', Account: '', Port: 0 },
      ],
    });
    expect(await desk.api.store.cases.get(INSTANCE, CaseId)).toMatchObject({ status: 'processing' });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({ status: 0 });
    expect(await desk.done(desk.customer, 'GET /authorizations')).toMatchObject({ incident_auth_list: [{ content_of_auth_letter: '我保证' }] });
  });

  it('is for the caller\'s own user unless it names one', async () => {
    const bound = await desk.caller('bound', ['SupportEngineerDispatcher']);
    const UserId = await engineer(desk.api, 'bound-user', { Source: 'Ram', SourceUserId: bound.principalId });
    const CaseId = await desk.openCase();
    const params = { CaseId, Description: 'look', Details: '[{"Type":"Console"}]' };
    const made = await desk.api.ok('RequestAuthorization', params, { key: bound });
    expect(await get(String(made['AuthorizationId']))).toMatchObject({ UserId });
    expect(await desk.api.call('RequestAuthorization', params, { key: desk.vendor })).toMatchObject({ status: 403, code: 'NoPermission' });
  });

  it.each<[string, () => Promise<Readonly<Record<string, string>>>, object]>([
    ['no ticket', async () => ({ CaseId: '4242' }), { status: 404, code: 'OBJECT_NOT_FOUND' }],
    ['no user', async () => ({ UserId: '4242' }), { status: 404, code: 'OBJECT_NOT_FOUND' }],
    ['no host', async () => ({ Details: '[{"Type":"Host","HostId":"4242"}]' }), { status: 404, code: 'OBJECT_NOT_FOUND' }],
    ['a host without an id', async () => ({ Details: '[{"Type":"Host"}]' }), { status: 400, code: 'InvalidParameter' }],
    ['a console with an account', async () => ({ Details: '[{"Type":"Console","Account":"root"}]' }), { status: 400, code: 'InvalidParameter' }],
    ['no details', async () => ({ Details: '[]' }), { status: 400, code: 'InvalidParameter' }],
    ['six details', async () => ({ Details: JSON.stringify(Array.from({ length: 6 }, () => ({ Type: 'Console' }))) }), { status: 400, code: 'InvalidParameter' }],
    ['59 seconds', async () => ({ DurationSeconds: '59' }), { status: 400, code: 'InvalidParameter' }],
    ['more than 30 days', async () => ({ DurationSeconds: '2592001' }), { status: 400, code: 'InvalidParameter' }],
    ['a ticket that is over', async () => {
      const CaseId = await desk.openCase();
      await desk.done(desk.customer, `POST /cases/${CaseId}/action?action_id=cancel`);
      return { CaseId };
    }, { status: 409, code: 'CaseStateConflict' }],
    ['a deleted ticket', async () => {
      const CaseId = await desk.openCase();
      for (const action of ['cancel', 'delete']) await desk.done(desk.customer, `POST /cases/${CaseId}/action?action_id=${action}`);
      return { CaseId };
    }, { status: 404, code: 'OBJECT_NOT_FOUND' }],
  ])('refuses %s', async (_, params, refusal) => {
    expect(await ask({ CaseId: await desk.openCase(), ...await params() })).toMatchObject(refusal);
    expect(await desk.api.ok('ListRequestedAuthorizations', {}, { key: desk.vendor })).toMatchObject({ TotalCount: 0 });
  });

  it('is nobody\'s on a ticket of his own, unless duties are not kept apart', async () => {
    const both = await desk.caller('both', ['ServiceTicketCustomer', 'SupportEngineerDispatcher']);
    const CaseId = await desk.openCase(both);
    expect(await ask({ CaseId }, both)).toMatchObject({ status: 403, code: 'NoPermission' });
    expect(await ask({ CaseId })).toMatchObject({ status: 200 });
  });

  it('holds 50 at once on a ticket', async () => {
    const CaseId = await desk.openCase();
    for (let n = 0; n < 50; n += 1) await desk.request(CaseId);
    expect(await ask({ CaseId })).toMatchObject({ status: 409, code: 'CaseStateConflict' });
    expect(await desk.rest(desk.customer, `POST /cases/${CaseId}/action?action_id=close`)).toMatchObject({ code: '' });
    expect(await desk.api.ok('ListRequestedAuthorizations', { Status: 'canceled' }, { key: desk.vendor })).toMatchObject({ TotalCount: 50 });
  });

  it('takes a ticket on once when several ask at once', async () => {
    const CaseId = await desk.openCase();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask({ CaseId })));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await desk.done(desk.customer, `GET /cases/${CaseId}/operate-logs`)).toMatchObject({ total_count: 7 });
  });
});

describe('what became of it', () => {
  it('is shown, newest first, to whoever may look, and not to another tenant', async () => {
    const auditor = await desk.api.principal('auditor', ['Auditor']);
    const foreigner = await desk.api.principal('foreigner', ['AdministratorAccess'], OTHER_INSTANCE);
    const CaseId = await desk.openCase();
    const [first, second] = [await desk.request(CaseId), await desk.request(await desk.openCase())];
    await desk.confirm(first);
    const list = async (params: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> =>
      ((await desk.api.ok('ListRequestedAuthorizations', params, { key: auditor }))['Authorizations'] as { AuthorizationId: string }[]).map((each) => each.AuthorizationId);
    expect(await list()).toEqual([second, first]);
    expect(await list({ CaseId })).toEqual([first]);
    expect(await list({ Status: 'pending' })).toEqual([second]);
    expect(await list({ PageSize: '1', PageNumber: '2' })).toEqual([first]);
    expect(await list({ CaseId: 'x' })).toEqual([]);
    expect(await get(first)).toMatchObject({ Status: 'authorized', Details: [{ Granted: true }], ExpireTime: desk.api.clock.now() / 1000 + 28_800 });
    desk.api.clock.advance(28_800_000);
    expect(await get(first)).toMatchObject({ Status: 'expired' });
    const elsewhere = { key: foreigner, instanceId: OTHER_INSTANCE };
    expect(await desk.api.call('GetRequestedAuthorization', { AuthorizationId: first }, elsewhere)).toMatchObject({ status: 404 });
    expect(await desk.api.ok('ListRequestedAuthorizations', {}, elsewhere)).toMatchObject({ TotalCount: 0 });
    expect(await desk.api.call('GetServiceCase', { CaseId }, elsewhere)).toMatchObject({ status: 404 });
  });

  it('is recalled by whoever asked and nobody else', async () => {
    const other = await desk.caller('other', ['SupportEngineerDispatcher']);
    const id = await desk.waiting();
    await desk.confirm(id);
    const [detailId = ''] = await desk.detailIds(id);
    desk.api.hints.length = 0;
    expect(await desk.api.call('RecallAuthorization', { AuthorizationId: id }, { key: other })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(await desk.api.call('RecallAuthorization', { AuthorizationId: '4242' }, { key: desk.vendor })).toMatchObject({ status: 404, code: 'OBJECT_NOT_FOUND' });
    expect(desk.api.hints).toEqual([]);
    await desk.api.ok('RecallAuthorization', { AuthorizationId: id, Comment: 'done' }, { key: desk.vendor });
    expect(desk.api.hints).toEqual([{ instanceId: INSTANCE, kind: 'account', id: detailId }]);
    expect(await get(id)).toMatchObject({ Status: 'recalled', Reason: 'done', EndCause: '' });
    expect(await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id }, detailId)).toBeUndefined();
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({ status: 4 });
  });
});

describe('a request whose applicant is deleted', () => {
  it('is recalled where nobody confirmed it; what was lent stays with the customer, and whoever may recalls it', async () => {
    const gone = await desk.caller('gone', ['SupportEngineerDispatcher']);
    const CaseId = await desk.openCase();
    const [asked, lent, canceled] = [await desk.request(CaseId, {}, gone), await desk.request(CaseId, {}, gone), await desk.request(CaseId, {}, gone)];
    for (const id of [lent, canceled]) expect(await desk.confirm(id)).toMatchObject({ code: '' });
    const [detailId = ''] = await desk.detailIds(lent);
    const secret = () => desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id: lent }, detailId);
    expect(await desk.api.call('RecallAuthorization', { AuthorizationId: lent }, { key: desk.vendor })).toMatchObject({ status: 404 });

    await desk.api.ok('DeletePrincipal', { PrincipalId: gone.principalId });
    expect(await get(asked)).toMatchObject({ Status: 'recalled', EndCause: 'requester-deleted' });
    expect(await desk.done(desk.customer, `GET /authorizations/${asked}`)).toMatchObject({ status: 4 });
    expect(await get(lent)).toMatchObject({ Status: 'authorized', EndCause: '' });
    expect(await secret()).toBeDefined();

    expect(await desk.rest(desk.customer, `PUT /authorizations/${canceled}/action?action_id=cancel`, { body: {} })).toMatchObject({ code: '' });
    const powerless = await desk.api.principal('powerless', []);
    expect(await desk.api.call('RecallAuthorization', { AuthorizationId: lent }, { key: powerless })).toMatchObject({ status: 403 });
    await desk.api.ok('RecallAuthorization', { AuthorizationId: lent, Comment: 'he left' }, { key: desk.vendor });
    expect(await get(lent)).toMatchObject({ Status: 'recalled', Reason: 'he left', EndCause: '' });
    expect(await secret()).toBeUndefined();
  });
});

describe('a customer who is deleted', () => {
  it('leaves nothing lent, and nobody is asked in his name any more', async () => {
    const leaving = await desk.caller('leaving', ['ServiceTicketCustomer']);
    const CaseId = await desk.openCase(leaving);
    const [lent, asked, other] = [await desk.request(CaseId), await desk.request(CaseId), await desk.waiting()];
    expect(await desk.confirm(lent, {}, leaving)).toMatchObject({ code: '' });
    expect(await desk.confirm(other)).toMatchObject({ code: '' });
    const [detailId = ''] = await desk.detailIds(lent);
    desk.api.hints.length = 0;

    await desk.api.ok('DeletePrincipal', { PrincipalId: leaving.principalId });
    expect(desk.api.hints).toContainEqual({ instanceId: INSTANCE, kind: 'account', id: detailId });
    for (const id of [lent, asked]) expect(await get(id)).toMatchObject({ Status: 'canceled', EndCause: 'owner-deleted' });
    expect(await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id: lent }, detailId)).toBeUndefined();
    expect(await get(other)).toMatchObject({ Status: 'authorized' });
    expect((await ask({ CaseId })).status).toBe(404);
    expect(await desk.api.call('AdvanceServiceCase', { CaseId, Event: 'invalidate' }, { key: desk.vendor })).toMatchObject({ status: 200 });
  });
});

describe('the vendor\'s view of tickets', () => {
  it('lists those of all customers, deleted ones by their status alone', async () => {
    const [first, second] = [await desk.openCase(), await desk.openCase()];
    for (const action of ['cancel', 'delete']) await desk.done(desk.customer, `POST /cases/${first}/action?action_id=${action}`);
    const list = async (params: Readonly<Record<string, string>> = {}): Promise<unknown> => desk.api.ok('ListServiceCases', params, { key: desk.vendor });
    expect(await list()).toMatchObject({ TotalCount: 1, Cases: [{ CaseId: second, Status: 'submitted', OwnerId: desk.customer.principalId, OwnerName: 'customer', BusinessTypeId: 'question', Site: 0 }] });
    expect(await list({ Status: 'deleted' })).toMatchObject({ TotalCount: 1, Cases: [{ CaseId: first }] });
    expect(await desk.api.ok('GetServiceCase', { CaseId: first }, { key: desk.vendor })).toMatchObject({ Case: { CaseId: first, Status: 'deleted' } });
    expect(await desk.api.call('GetServiceCase', { CaseId: '4242' }, { key: desk.vendor })).toMatchObject({ status: 404 });
    expect(await desk.api.call('AdvanceServiceCase', { CaseId: '4242', Event: 'accept' }, { key: desk.vendor })).toMatchObject({ status: 404 });
  });
});
