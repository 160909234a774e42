import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decide } from '@sallyport/core';
import type { AccessQuestion, Decision } from '@sallyport/core';
import { INSTANCE } from '../api.ts';
import { PASSWORD, engineer, startDesk } from './desk.ts';
import type { Caller, Desk, RestAnswer } from './desk.ts';
import { createHost } from './people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
});

const SUCCESS = { status: 200, body: { error_code: '', error_msg: '' } };
const refusal = (code: string): object => ({ status: 200, code });
const stored = (id: string) => desk.api.store.authorizations.get(INSTANCE, id);
const confirmWith = (id: string, body: Readonly<Record<string, unknown>>, who: Caller = desk.customer): Promise<RestAnswer> => desk.rest(who, `PUT /authorizations/${id}`, { body });

async function may(accountId: string, userId = desk.userId): Promise<Decision> {
  const question: AccessQuestion = {
    instanceId: INSTANCE, userId, hostId: desk.hostId, accountId, protocol: 'SSH', sourceAddress: '192.0.2.7', phase: 'log-on', sessionId: null, ticketId: null,
  };
  return decide(question, await desk.api.store.access.facts(question));
}

describe('a confirmation', () => {
  it('lends the account to that engineer alone, for the time that was asked', async () => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    const other = await engineer(desk.api, 'other');
    expect(await may(detailId)).toMatchObject({ kind: 'deny' });
    desk.api.hints.length = 0;
    const now = desk.api.clock.now();
    expect(await desk.confirm(id)).toMatchObject(SUCCESS);
    expect(desk.api.hints).toEqual([{ instanceId: INSTANCE, kind: 'account', id: detailId }]);
    expect(await stored(id)).toMatchObject({ status: 'authorized', effectiveAt: now, expiresAt: now + 8 * HOUR, decidedBy: desk.customer.principalId });
    expect(await may(detailId)).toMatchObject({ kind: 'allow', validUntil: now + 8 * HOUR });
    expect(await may(detailId, other)).toMatchObject({ kind: 'deny', code: 'NOT_GRANTED' });
    desk.api.clock.advance(8 * HOUR);
    expect(await may(detailId)).toMatchObject({ kind: 'deny', code: 'AUTHORIZATION_EXPIRED' });
  });

  it('keeps the password under a key of its own, where only this detail opens it', async () => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    await desk.confirm(id);
    const opened = await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id }, detailId);
    expect(Buffer.from(opened ?? []).toString('utf8')).toBe(PASSWORD);
    const shown = JSON.stringify([await desk.done(desk.customer, `GET /authorizations/${id}`), await desk.done(desk.customer, 'GET /authorizations'),
      await desk.api.ok('GetRequestedAuthorization', { AuthorizationId: id }, { key: desk.vendor }), (await desk.api.store.audit.list(INSTANCE, {}, { number: 1, size: 100 })).items, desk.api.log]);
    expect(shown).not.toContain(PASSWORD);
  });

  it('takes a window to come and the customer\'s own account and port', async () => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    const start = desk.api.clock.now() + HOUR;
    expect(await confirmWith(id, {
      auth_detail_list: [{ auth_detail_id: detailId, account: 'guest', password: PASSWORD, port: '2222' }], auth_effective_time: String(start), auth_expire_time: start + HOUR,
    })).toMatchObject(SUCCESS);
    expect(await stored(id)).toMatchObject({ effectiveAt: start, expiresAt: start + HOUR, details: [{ account: 'guest', port: 2222, granted: true }] });
    expect(await may(detailId)).toMatchObject({ kind: 'deny', code: 'GRANT_NOT_YET_VALID' });
    desk.api.clock.advance(HOUR);
    expect(await may(detailId)).toMatchObject({ kind: 'allow' });
  });

  it('lends only what it names, and consoles without any secret', async () => {
    const second = await createHost(desk.api, 'db', '10.0.0.10');
    const Details = JSON.stringify([{ Type: 'Console' }, { Type: 'Host', HostId: desk.hostId, Account: 'root' }, { Type: 'Host', HostId: second, Account: 'root' }]);
    const id = await desk.request(await desk.openCase(), { Details });
    const [console = '', host = '', left = ''] = await desk.detailIds(id);
    expect(await confirmWith(id, { auth_detail_list: [{ auth_detail_id: Number(console) }, { auth_detail_id: Number(host), password: PASSWORD }], agency_id: 'agency-1' })).toMatchObject(SUCCESS);
    expect((await stored(id))?.details.map((detail) => detail.granted)).toEqual([true, true, false]);
    expect(await may(host)).toMatchObject({ kind: 'allow' });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({
      agency_name: 'agency-1', resource_type_id: '2', visit_type_id: '4',
      incident_auth_detail_list: [
        { id: Number(console), type: 0, account: '', region_id: 'cn-hangzhou' },
        { id: Number(host), type: 1, account: 'root', port: 22, instance_id: desk.hostId, instance_name: 'web' },
        { id: Number(left), type: 1, instance_id: second },
      ],
    });
    const alone = await desk.request(await desk.openCase(), { Details: '[{"Type":"Console"}]' });
    const [only = ''] = await desk.detailIds(alone);
    expect(await confirmWith(alone, { auth_detail_list: [{ auth_detail_id: Number(only) }] })).toMatchObject(SUCCESS);
  });

  const at = (offset: number): number => desk.api.clock.now() + offset;
  it.each<[string, (detailId: number) => Readonly<Record<string, unknown>>]>([
    ['no body', () => ({})],
    ['no details', () => ({ auth_detail_list: [] })],
    ['a host without a password', (id) => ({ auth_detail_list: [{ auth_detail_id: id }] })],
    ['a host with an empty password', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: '' }] })],
    ['a detail twice', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }, { auth_detail_id: id, password: 'x' }] })],
    ['a detail of nobody', () => ({ auth_detail_list: [{ auth_detail_id: 4242, password: 'x' }] })],
    ['an id that is no number of ours', () => ({ auth_detail_list: [{ auth_detail_id: '9223372036854775807', password: 'x' }] })],
    ['a detail without an id', () => ({ auth_detail_list: [{ password: 'x' }] })],
    ['seven details', (id) => ({ auth_detail_list: Array.from({ length: 7 }, () => ({ auth_detail_id: id, password: 'x' })) })],
    ['port 0', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x', port: 0 }] })],
    ['an end that has passed', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_expire_time: at(0) })],
    ['an end before the start', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_effective_time: at(HOUR), auth_expire_time: at(MINUTE) })],
    ['more than 30 days', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_expire_time: at(30 * 24 * HOUR + 1) })],
    ['a beginning later than 30 days from now', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_effective_time: at(30 * 24 * HOUR + 1) })],
    ['a window in 2200', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_effective_time: Date.UTC(2200, 0, 1), auth_expire_time: Date.UTC(2200, 0, 2) })],
    ['a window that no calendar has', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_effective_time: 9_007_199_254_740_000, auth_expire_time: 9_007_199_254_740_990 })],
    ['a time that is none', (id) => ({ auth_detail_list: [{ auth_detail_id: id, password: 'x' }], auth_expire_time: 'tomorrow' })],
  ])('with %s lends nothing', async (_, body) => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    expect(await confirmWith(id, body(Number(detailId)))).toMatchObject(refusal('OSM.01010001'));
    expect(await stored(id)).toMatchObject({ status: 'pending', details: [{ granted: false }] });
  });

  it('needs an account where none was asked for by name', async () => {
    const id = await desk.request(await desk.openCase(), { Details: JSON.stringify([{ Type: 'Host', HostId: desk.hostId }]) });
    const [detailId = ''] = await desk.detailIds(id);
    expect(await desk.confirm(id)).toMatchObject(refusal('OSM.01010001'));
    expect(await confirmWith(id, { auth_detail_list: [{ auth_detail_id: Number(detailId), account: 'root', password: 'x' }] })).toMatchObject(SUCCESS);
  });

  it('is refused once the ticket is over or the engineer is gone', async () => {
    const { api } = desk;
    const closed = await desk.waiting();
    const caseId = (await stored(closed))?.caseId ?? '';
    // As a race would leave it: the ticket over and its authorization not ended with it.
    await api.store.transact((tx) => tx.cases.move(INSTANCE, caseId, 'close', {}, tx.now));
    expect(await desk.confirm(closed)).toMatchObject(refusal('OSM.01010014'));
    const orphaned = await desk.waiting();
    await api.ok('DeleteUser', { UserId: desk.userId });
    expect(await desk.confirm(orphaned)).toMatchObject(refusal('OSM.01010014'));
  });
});

describe('a host that was deleted while its authorization waited', () => {
  it('is not lent; others that were asked for with it are', async () => {
    const second = await createHost(desk.api, 'db', '10.0.0.10');
    const id = await desk.request(await desk.openCase(), { Details: JSON.stringify([desk.hostId, second].map((HostId) => ({ Type: 'Host', HostId, Account: 'root' }))) });
    const [left = '', gone = ''] = await desk.detailIds(id);
    await desk.api.ok('DeleteHost', { HostId: second });
    expect(await desk.confirm(id)).toMatchObject(refusal('OSM.01010014'));
    expect(await confirmWith(id, { auth_detail_list: [{ auth_detail_id: Number(gone), password: PASSWORD }] })).toMatchObject(refusal('OSM.01010014'));
    expect(await stored(id)).toMatchObject({ status: 'pending', details: [{ granted: false }, { granted: false }] });
    expect(await confirmWith(id, { auth_detail_list: [{ auth_detail_id: Number(left), password: PASSWORD }] })).toMatchObject(SUCCESS);
    expect(await may(left)).toMatchObject({ kind: 'allow' });
  });
});

describe('times that an older version let in', () => {
  it('do not keep anybody from reading his authorizations', async () => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    const plan = { effectiveAt: 9_007_199_254_740_000, expiresAt: 9_007_199_254_740_990, agencyId: '', details: [{ id: detailId, account: 'root', port: 22 }] };
    await desk.api.store.transact((tx) => tx.authorizations.move(INSTANCE, id, { event: 'confirm', by: desk.customer.principalId, plan, loan: null }, tx.now));
    expect(await desk.done(desk.customer, 'GET /authorizations')).toMatchObject({ incident_auth_list: [{ auth_expire_time: expect.stringMatching(/^9999-/) as string }] });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({ auth_effective_time: expect.stringMatching(/^9999-/) as string });
    expect(await desk.api.ok('ListRequestedAuthorizations', {}, { key: desk.vendor })).toMatchObject({ TotalCount: 1 });
  });
});

describe('a confirmation that is repeated', () => {
  it('succeeds for ten minutes without a second effect if it is the very same', async () => {
    const id = await desk.waiting();
    const [detailId = ''] = await desk.detailIds(id);
    await desk.confirm(id);
    const before = await stored(id);
    desk.api.hints.length = 0;
    desk.api.clock.advance(10 * MINUTE);
    expect(await desk.confirm(id)).toMatchObject(SUCCESS);
    expect(await stored(id)).toEqual(before);
    expect(desk.api.hints).toEqual([]);
    const host = { auth_detail_id: Number(detailId), password: PASSWORD };
    for (const other of [
      { auth_detail_list: [{ ...host, password: `${PASSWORD}!` }] }, { auth_detail_list: [{ ...host, account: 'guest' }] }, { auth_detail_list: [{ ...host, port: 23 }] },
      { auth_detail_list: [host], agency_id: 'a' }, { auth_detail_list: [host], auth_expire_time: desk.api.clock.now() + HOUR }, { auth_detail_list: [{ auth_detail_id: Number(detailId) }] }, {},
    ]) expect(await confirmWith(id, other), JSON.stringify(other)).toMatchObject(refusal('OSM.01010014'));
    desk.api.clock.advance(1);
    expect(await desk.confirm(id)).toMatchObject(refusal('OSM.01010014'));
  });

  it('succeeds for every copy that was sent at once', async () => {
    const id = await desk.waiting();
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.confirm(id)));
    expect(answers).toMatchObject(Array.from({ length: 5 }, () => SUCCESS));
    const caseId = (await stored(id))?.caseId;
    const { incident_operate_log_list: log } = await desk.done(desk.customer, `GET /cases/${caseId}/operate-logs`);
    expect((log as { operate_type: number }[]).filter((entry) => entry.operate_type === 23)).toHaveLength(1);
  });
});

describe('separation of duties', () => {
  it('keeps whoever asked, and whose user it would let in, from confirming', async () => {
    const both = await desk.caller('both', ['ServiceTicketCustomer', 'SupportEngineerDispatcher']);
    const tied = await desk.caller('tied', ['ServiceTicketCustomer']);
    const user = await engineer(desk.api, 'tied-user', { Source: 'Ram', SourceUserId: tied.principalId });
    const group_id = await desk.group(desk.customer, both, tied);
    const asked = await desk.request(await desk.openCase(), {}, both);
    expect(await desk.confirm(asked, { group_id }, both)).toMatchObject(refusal('OSM.01010002'));
    expect(await audited()).toMatchObject({ breach: 'own-request' });
    const own = await desk.request(await desk.openCase(), { UserId: user });
    expect(await desk.confirm(own, { group_id }, tied)).toMatchObject(refusal('OSM.01010002'));
    expect(await audited()).toMatchObject({ breach: 'own-access' });
    expect(await desk.confirm(asked)).toMatchObject(SUCCESS);
    expect(await desk.confirm(own, { group_id }, both)).toMatchObject(SUCCESS);
  });

  it('lets a lone administrator through where it is switched off, and says so', async () => {
    await desk[Symbol.asyncDispose]();
    desk = await startDesk({ settings: { separationOfDuties: 'off' } });
    const both = await desk.caller('both', ['ServiceTicketCustomer', 'SupportEngineerDispatcher']);
    const id = await desk.request(await desk.openCase(both), {}, both);
    expect(await desk.confirm(id, {}, both)).toMatchObject(SUCCESS);
    expect(await audited()).toMatchObject({ separationOfDuties: 'off', breach: 'own-request' });
  });
});

async function audited(): Promise<unknown> {
  return (await desk.api.store.audit.list(INSTANCE, { kind: 'api.ConfirmAuthorizations' }, { number: 1, size: 1 })).items[0]?.details;
}
