import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '@sallyport/core';
import { RecordingError } from '@sallyport/recording';
import { INSTANCE } from '../api.ts';
import { startDesk } from './desk.ts';
import type { Desk } from './desk.ts';

const MINUTE = 60_000;

let desk: Desk;
let authorizationId: string;
let detailId: string;
/** By session id; what is not there cannot be read. */
const commands = new Map<string, readonly { readonly at: number; readonly command: string }[]>();

beforeEach(async () => {
  commands.clear();
  desk = await startDesk({
    commands: ({ id }) => {
      const known = commands.get(id);
      if (known === undefined) throw new RecordingError('RECORDING_TAMPERED', 'altered');
      return known;
    },
  });
  authorizationId = await desk.waiting();
  await desk.confirm(authorizationId);
  [detailId = ''] = await desk.detailIds(authorizationId);
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
});

/** As the gateway writes it. */
async function worked(startedAt: number, endedAt: number | null, more: Partial<Session> = {}): Promise<string> {
  const id = randomUUID();
  await desk.api.store.sessions.create({
    id, instanceId: INSTANCE, nodeId: 'node', userId: desk.userId, userName: 'engineer', hostId: desk.hostId, hostName: 'web', accountId: detailId, accountName: 'root', protocol: 'SSH',
    clientAddress: '192.0.2.7', targetAddress: '10.0.0.9:22', ticketId: null, policyId: null, startedAt, firstByteAt: startedAt, endedAt: null, endReason: null,
    bytesFromClient: 0, bytesFromTarget: 0, recording: `${id}.srec`, ...more,
  });
  if (endedAt !== null) await desk.api.store.sessions.end(id, endedAt, 'client-closed', 1, 2);
  return id;
}

const below = (rest: string): string => `/authorizations/${authorizationId}/authorization-details/${detailId}/${rest}`;
const sessions = async (zone = 'GMT+8', query = ''): Promise<Readonly<Record<string, unknown>>> =>
  desk.done(desk.customer, `GET ${below(`history-sessions${query}`)}`, { headers: { 'x-time-zone': zone } });
const only = async (): Promise<number> => ((await sessions())['session_list'] as { session_id: number }[])[0]?.session_id ?? 0;

describe('ListHistorySessions', () => {
  it('lists the sessions of the detail, newest first, with what they lasted', async () => {
    const start = desk.api.clock.now();
    expect(await sessions()).toEqual({ total_count: 0, session_list: [] });
    await worked(start, start + 3_661_999);
    await worked(start + 1, start + 1 + 100 * 60 * MINUTE);
    await worked(start + 2, null);
    await worked(start + 3, null, { accountId: '4242' });
    desk.api.clock.advance(59_999);
    const { total_count: total, session_list: list } = await sessions();
    expect(total).toBe(3);
    expect(list).toEqual([
      { duration: '00:00:59', session_id: expect.any(Number) as number, start_time: '2026-11-21 20:00:00' },
      { duration: '100:00:00', session_id: expect.any(Number) as number, start_time: '2026-11-21 20:00:00', end_time: '2026-11-26 00:00:00' },
      { duration: '01:01:01', session_id: expect.any(Number) as number, start_time: '2026-11-21 20:00:00', end_time: '2026-11-21 21:01:01' },
    ]);
    expect((await sessions('GMT+8', '?offset=1&limit=1'))['session_list']).toEqual([(list as unknown[])[1]]);
    expect(await sessions('GMT+8', '?offset=3')).toEqual({ total_count: 3, session_list: [] });
  });

  it.each([
    ['GMT+8', '2026-11-21 20:00:00'], ['UTC-3:30', '2026-11-21 08:30:00'], ['GMT-0', '2026-11-21 12:00:00'], ['Asia/Kathmandu', '2026-11-21 17:45:00'],
    ['Europe/Berlin', '2026-11-21 13:00:00'], ['America/St_Johns', '2026-11-21 08:30:00'], ['Etc/GMT+8', '2026-11-21 04:00:00'],
  ])('tells times in %s', async (zone, shown) => {
    await worked(desk.api.clock.now(), null);
    expect(await sessions(zone)).toMatchObject({ session_list: [{ start_time: shown }] });
  });

  it('is not found below another authorization', async () => {
    const other = await desk.waiting();
    expect(await desk.rest(desk.customer, `GET /authorizations/${other}/authorization-details/${detailId}/history-sessions`)).toMatchObject({ code: 'OSM.01010002' });
    expect(await desk.rest(desk.customer, `GET /authorizations/${authorizationId}/authorization-details/4242/history-sessions`)).toMatchObject({ code: 'OSM.01010002' });
  });
});

describe('ListHistoryOperateLogs', () => {
  const logs = (session: number | string, query = ''): ReturnType<Desk['rest']> => desk.rest(desk.customer, `GET ${below(`sessions/${session}/operation-logs${query}`)}`, { headers: { 'x-time-zone': 'UTC-3:30' } });

  it('reads the commands from the recording, both ways, in pieces', async () => {
    const start = desk.api.clock.now();
    const session = await worked(start, start + MINUTE);
    commands.set(session, [{ at: start, command: 'uptime' }, { at: start + 1_500, command: 'df -h 盘' }, { at: start + 3_000, command: 'exit' }]);
    const [first, second, third] = [
      { oper: 'uptime', operate_time: '2026-11-21 08:30:00' }, { oper: 'df -h 盘', operate_time: '2026-11-21 08:30:01' }, { oper: 'exit', operate_time: '2026-11-21 08:30:03' },
    ];
    const number = await only();
    expect((await logs(number)).body).toEqual({ total_count: 3, ops_list: [third, second, first] });
    expect((await logs(number, '?sort=1')).body).toEqual({ total_count: 3, ops_list: [first, second, third] });
    expect((await logs(number, '?sort=1&offset=1&limit=1')).body).toEqual({ total_count: 3, ops_list: [second] });
    expect((await logs(number, '?offset=3')).body).toEqual({ total_count: 3, ops_list: [] });
    const { items: [row] } = await desk.api.store.audit.list(INSTANCE, { kind: 'api.ListHistoryOperateLogs' }, { number: 1, size: 1 });
    expect(row).toMatchObject({ outcome: 'OK', details: { sessionId: session, recording: 'read', authorizationId } });
  });

  it('has nothing to show of a session that was not recorded', async () => {
    await worked(desk.api.clock.now(), null, { recording: '' });
    expect((await logs(await only())).body).toEqual({ total_count: 0, ops_list: [] });
  });

  it('does not pass off a recording that was altered as an empty one', async () => {
    await worked(desk.api.clock.now(), null);
    expect(await logs(await only())).toMatchObject({ status: 200, code: 'OSM.01010014', text: 'The recording cannot be read.' });
    const { items: [row] } = await desk.api.store.audit.list(INSTANCE, { kind: 'api.ListHistoryOperateLogs' }, { number: 1, size: 1 });
    expect(row).toMatchObject({ outcome: 'OSM.01010014', details: { recording: 'RECORDING_TAMPERED' } });
  });

  it.each(['operation-logs', 'operation-file-logs'])('knows only sessions of that very detail: %s', async (what) => {
    const start = desk.api.clock.now();
    const other = await desk.waiting();
    await desk.confirm(other);
    const [otherDetail = ''] = await desk.detailIds(other);
    const foreign = await worked(start, null, { accountId: otherDetail });
    commands.set(foreign, [{ at: start, command: 'secret-of-another' }]);
    const { items: [session] } = await desk.api.store.sessions.listOfAccount(INSTANCE, otherDetail, { offset: 0, limit: 1 });
    for (const number of [session?.number ?? '', '4242', '0', '9223372036854775807']) {
      expect(await desk.rest(desk.customer, `GET ${below(`sessions/${number}/${what}`)}`), number).toMatchObject({ status: 200, code: 'OSM.01010002' });
    }
    expect(await desk.rest(desk.customer, `GET ${below(`sessions/x/${what}`)}`)).toMatchObject({ status: 400, code: 'OSM.0001' });
  });
});

describe('ListTransportHistories', () => {
  it('counts truly that no files were moved', async () => {
    await worked(desk.api.clock.now(), null);
    expect(await desk.done(desk.customer, `GET ${below(`sessions/${await only()}/operation-file-logs`)}`)).toEqual({ total_count: 0, file_ops_list: [] });
  });
});

describe('ListAuthorizations and ShowAuthorizationDetail', () => {
  const list = async (query = '', headers: Readonly<Record<string, string>> = {}): Promise<{ readonly count: number; readonly incident_auth_list: readonly Readonly<Record<string, unknown>>[] }> =>
    await desk.done(desk.customer, `GET /authorizations${query}`, { headers }) as never;
  const ids = async (query: string): Promise<readonly unknown[]> => (await list(query)).incident_auth_list.map((each) => each['id']);

  it('shows what the customer has to know, in his language and zone', async () => {
    const [first] = (await list('', { 'x-language': 'zh-cn', 'x-time-zone': 'Asia/Kathmandu' })).incident_auth_list;
    expect(first).toEqual({
      id: authorizationId, status: 1, incident_id: expect.any(String) as string, simple_description: 'Disk alarm on web', auth_describe: 'look at the alarm',
      resource_type_id: '2', resource_type_name: '主机', visit_type_id: '4', visit_type_name: '堡垒机会话', create_time: '2026-11-21T17:45:00+05:45',
      auth_effective_time: '2026-11-21T17:45:00+05:45', auth_expire_time: '2026-11-22T01:45:00+05:45', reject_reason: '', customer_id: desk.customer.principalId,
      x_customer_id: desk.customer.principalId, xcustomer_name: 'customer', content_of_auth_letter: '',
    });
    expect(await desk.done(desk.customer, `GET /authorizations/Auth-${authorizationId}`, { headers: { 'x-time-zone': 'UTC-3:30' } })).toEqual({
      id: authorizationId, status: 1, incident_id: first?.['incident_id'], simple_description: 'Disk alarm on web', auth_describe: 'look at the alarm',
      resource_type_id: '2', resource_type_name: 'Host', visit_type_id: '4', visit_type_name: 'Bastion session',
      auth_effective_time: '2026-11-21T08:30:00-03:30', auth_expire_time: '2026-11-21T16:30:00-03:30', reject_reason: '', xcustomer_name: 'customer',
      incident_auth_detail_list: [{ id: Number(detailId), port: 22, account: 'root', type: 1, instance_id: desk.hostId, instance_name: 'web', region_id: 'cn-hangzhou' }],
      auth_handler_name: 'engineer', agency_name: '', content_type_id: '1', content_type_name: 'Operations and maintenance',
    });
    const waiting = await desk.waiting();
    expect(Object.keys(await desk.done(desk.customer, `GET /authorizations/${waiting}`))).not.toContain('auth_effective_time');
  });

  it('changes its offset with the season', async () => {
    const id = await desk.waiting();
    const winter = Date.UTC(2026, 10, 30);
    await desk.rest(desk.customer, `PUT /authorizations/${id}`, {
      body: { auth_detail_list: [{ auth_detail_id: Number((await desk.detailIds(id))[0]), password: 'x' }], auth_effective_time: winter, auth_expire_time: winter + 3_600_000 },
    });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`, { headers: { 'x-time-zone': 'America/Santiago' } })).toMatchObject({ auth_effective_time: '2026-11-29T21:00:00-03:00' });
    await desk.api.store.transact((tx) => tx.authorizations.move(INSTANCE, id, { event: 'recall', by: null, reason: '', cause: '' }, tx.now));
    expect(await desk.done(desk.customer, `GET /authorizations/${authorizationId}`, { headers: { 'x-time-zone': 'Europe/Berlin' } })).toMatchObject({ auth_effective_time: '2026-11-21T13:00:00+01:00' });
  });

  it('filters, counts and pages', async () => {
    const caseId = await desk.openCase(desk.customer, { simple_description: '磁盘 100% FULL_on db' });
    const later = await desk.request(caseId);
    const latest = await desk.request(caseId);
    expect(await ids('')).toEqual([latest, later, authorizationId]);
    expect(await list('?limit=1&offset=1')).toMatchObject({ count: 3, incident_auth_list: [{ id: later }] });
    expect(await ids('?status=0')).toEqual([latest, later]);
    expect(await ids('?status=1')).toEqual([authorizationId]);
    expect(await ids(`?incident_id=${caseId}`)).toEqual([latest, later]);
    for (const nothing of ['?incident_id=x', '?incident_id=4242', '?status=5', '?sub_customer_name=other', '?simple_description=100_']) expect(await ids(nothing), nothing).toEqual([]);
    expect(await ids('?sub_customer_name=customer&incident_id=&simple_description=')).toHaveLength(3);
    expect(await ids(`?simple_description=${encodeURIComponent('full_ON')}`)).toEqual([latest, later]);
    expect(await ids(`?simple_description=${encodeURIComponent('100%')}`)).toEqual([latest, later]);
    desk.api.clock.advance(7 * 86_400_000);
    expect(await ids('?status=3')).toEqual([latest, later, authorizationId]);
    expect(await ids('?status=0')).toEqual([]);
  });

  it.each(['?status=6', '?status=-1', '?status=x', '?limit=0', '?limit=101', '?offset=-1', '?offset=65536', `?group_id=${'x'.repeat(65)}`, `?sub_customer_name=${'x'.repeat(257)}`, `?simple_description=${'x'.repeat(2001)}`])(
    'refuses %s', async (query) => {
      expect(await desk.rest(desk.customer, `GET /authorizations${query}`)).toMatchObject({ status: 400, code: 'OSM.0001' });
    });
});

describe('ShowLoginType', () => {
  it('is what the installation is set to', async () => {
    expect(await desk.done(desk.customer, 'GET /authorizations/login-type')).toEqual({ login_type: 'FEDERATION' });
  });
});
