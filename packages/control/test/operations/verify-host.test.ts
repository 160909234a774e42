import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetWork, TargetWorkOutcome } from '@sallyport/core';
import { DEFAULT_SETTINGS } from '@sallyport/control';
import { INSTANCE } from '../api.ts';
import { engineer, startDesk } from './desk.ts';
import type { Caller, Desk, RestAnswer } from './desk.ts';
import { createHost } from './people.ts';

const DAY = 86_400_000;
const GIVEN = { account: 'root', password: 'secret-of-the-host', port: '22' };

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
});

const check = (detailId: string, body: Readonly<Record<string, unknown>> = GIVEN, who: Caller = desk.customer): Promise<RestAnswer> =>
  desk.rest(who, `POST /authorizations/authorization-details/${detailId}/verify-host`, { body });

/** A node: takes the next piece of work from the real queue, opens its secret and says what became of it. */
async function nodeDoes(outcome: TargetWorkOutcome, announce: 'announced' | 'silent' = 'announced'): Promise<{ readonly work: TargetWork; readonly secret: string }> {
  const { store } = desk.api;
  for (;;) {
    const work = await store.targetWork.lease('node', await store.now(), 15_000);
    if (work === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    const secret = await store.loans.open({ instanceId: INSTANCE, kind: 'target-work', id: work.id }, 'secret');
    await store.transact(async (tx) => {
      expect(await tx.targetWork.finish(work.id, 'node', outcome)).toBe(true);
      if (announce === 'announced') tx.hint({ instanceId: INSTANCE, kind: 'work', id: work.id });
    });
    return { work, secret: Buffer.from(secret ?? []).toString('utf8') };
  }
}

const onlyDetail = async (): Promise<string> => (await desk.detailIds(await desk.waiting()))[0] ?? '';

describe('CheckHosts', () => {
  it('hands a node what the customer gave, and hears that it works', async () => {
    const detailId = await onlyDetail();
    const [answer, { work, secret }] = await Promise.all([check(detailId), nodeDoes('OK')]);
    expect(answer).toMatchObject({ status: 200, body: { error_code: '', error_msg: '' } });
    expect(secret).toBe(GIVEN.password);
    expect(work).toMatchObject({
      instanceId: INSTANCE, order: { kind: 'verify-host', projectId: 'default', hostId: desk.hostId, account: 'root', port: 22 },
      askedBy: { principalId: desk.customer.principalId, principalName: 'customer', sourceAddress: '192.0.2.1' },
    });
    expect(desk.api.hints.filter((hint) => hint.kind === 'work')).toEqual([{ instanceId: INSTANCE, kind: 'work', id: work.id }, { instanceId: INSTANCE, kind: 'work', id: work.id }]);
    const audit = (await desk.api.store.audit.list(INSTANCE, { kind: 'api.CheckHosts' }, { number: 1, size: 9 })).items;
    expect(audit).toMatchObject([{ outcome: 'OK', details: { outcome: 'OK' } }]);
    expect(JSON.stringify(audit)).not.toContain(GIVEN.password);
    expect(await desk.api.store.targetWork.collect(work.id)).toBeUndefined();
    expect(await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'target-work', id: work.id }, 'secret')).toBeUndefined();
  });

  it('hears it also when the hint is lost', async () => {
    const detailId = await onlyDetail();
    const [answer] = await Promise.all([check(detailId), nodeDoes('OK', 'silent')]);
    expect(answer.code).toBe('');
  });

  it.each<[TargetWorkOutcome, string, string]>([
    ['TARGET_LOGIN_FAILED', 'OSM.01010003', 'Account and password mismatch.'],
    ['TARGET_UNREACHABLE', 'OSM.01010014', 'The host cannot be reached.'],
    ['TARGET_ADDRESS_DENIED', 'OSM.01010014', 'The address is not allowed.'],
    ['TARGET_PROTOCOL', 'OSM.01010014', 'The host speaks no usable SSH.'],
    ['HOST_KEY_CHANGED', 'OSM.01010014', 'The host key has changed.'],
    ['HOST_KEY_UNAPPROVED', 'OSM.01010014', 'The host key is not approved.'],
    ['ASSET_NOT_FOUND', 'OSM.01010014', 'The host does not exist.'],
    ['ASSET_UNAVAILABLE', 'OSM.01010014', 'The host is not available.'],
    ['INTERNAL', 'OSM.01010014', 'The check failed.'],
  ])('says what failed: %s', async (outcome, code, text) => {
    const detailId = await onlyDetail();
    const [answer] = await Promise.all([check(detailId), nodeDoes(outcome)]);
    expect(answer).toMatchObject({ status: 200, code, text });
    expect([...answer.text].length).toBeLessThanOrEqual(32);
    const inChinese = desk.rest(desk.customer, `POST /authorizations/authorization-details/${detailId}/verify-host`, { body: GIVEN, headers: { 'x-language': 'zh-cn' } });
    const [chinese] = await Promise.all([inChinese, nodeDoes(outcome)]);
    expect(chinese.text).toMatch(/^[\u3000-\u9fff\uff00-\uffef SH]{4,32}$/u);
  });

  it('has five tries a detail, whatever becomes of them', async () => {
    const detailId = await onlyDetail();
    for (let n = 0; n < 5; n += 1) await Promise.all([check(detailId), nodeDoes(n % 2 === 0 ? 'OK' : 'TARGET_LOGIN_FAILED')]);
    expect(await check(detailId)).toMatchObject({ code: 'OSM.01010014', text: 'No tries are left.' });
    expect(await desk.api.store.targetWork.lease('node', desk.api.clock.now(), 1_000)).toBeUndefined();
  });

  it('has twenty tries a host, however often it is asked for anew and under whatever names', async () => {
    const ask = async (Account: string): Promise<readonly [string, string]> => {
      const id = await desk.request(await desk.openCase(), { Details: JSON.stringify([{ Type: 'Host', HostId: desk.hostId, Account }]) });
      return [id, (await desk.detailIds(id))[0] ?? ''];
    };
    const recall = (AuthorizationId: string) => desk.api.ok('RecallAuthorization', { AuthorizationId }, { key: desk.vendor });
    const none = { code: 'OSM.01010014', text: 'No tries are left.' };
    const prepared = await ask('prepared');
    desk.api.clock.advance(2 * DAY);
    for (const name of ['root', 'admin', 'root', 'ubuntu']) {
      const [id, detailId] = await ask(name);
      for (let n = 0; n < 5; n += 1) expect((await Promise.all([check(detailId), nodeDoes('TARGET_LOGIN_FAILED')]))[0]).toMatchObject({ code: 'OSM.01010003' });
      await recall(id);
    }
    const [, fresh] = await ask('root');
    expect(await check(fresh)).toMatchObject(none);
    expect(await check(prepared[1])).toMatchObject(none);
    expect((await desk.api.store.authorizations.ofDetail(INSTANCE, fresh))?.details[0]?.tries).toBe(0);
    const other = await createHost(desk.api, 'db', '10.0.0.10');
    const elsewhere = await desk.request(await desk.openCase(), { Details: JSON.stringify([{ Type: 'Host', HostId: other, Account: 'root' }]) });
    expect((await Promise.all([check((await desk.detailIds(elsewhere))[0] ?? ''), nodeDoes('OK')]))[0]).toMatchObject({ code: '' });
    desk.api.clock.advance(DAY - 1);
    expect(await check(fresh)).toMatchObject(none);
    desk.api.clock.advance(1);
    expect((await Promise.all([check(fresh), nodeDoes('OK')]))[0]).toMatchObject({ code: '' });
  });

  it('is not for whoever asked, nor for whose user it would let in', async () => {
    const both = await desk.caller('both', ['ServiceTicketCustomer', 'SupportEngineerDispatcher']);
    const tied = await desk.caller('tied', ['ServiceTicketCustomer']);
    const user = await engineer(desk.api, 'tied-user', { Source: 'Ram', SourceUserId: tied.principalId });
    const group_id = await desk.group(desk.customer, both, tied);
    const [asked = ''] = await desk.detailIds(await desk.request(await desk.openCase(), {}, both));
    const [own = ''] = await desk.detailIds(await desk.request(await desk.openCase(), { UserId: user }));
    expect(await check(asked, { ...GIVEN, group_id }, both)).toMatchObject({ code: 'OSM.01010002' });
    expect(await check(own, { ...GIVEN, group_id }, tied)).toMatchObject({ code: 'OSM.01010002' });
    expect((await desk.api.store.audit.list(INSTANCE, { kind: 'api.CheckHosts' }, { number: 1, size: 9 })).items.map((event) => event.details['breach'])).toEqual(['own-access', 'own-request']);
    expect(await desk.api.store.targetWork.lease('node', desk.api.clock.now(), 1_000)).toBeUndefined();
    expect((await Promise.all([check(asked, { ...GIVEN, group_id }, tied), nodeDoes('OK')]))[0]).toMatchObject({ code: '' });
  });

  it('gives up when no node answers, and leaves no secret behind', async () => {
    await desk[Symbol.asyncDispose]();
    desk = await startDesk({ settings: { serviceTickets: { ...DEFAULT_SETTINGS.serviceTickets, verifyWaitMs: 300 } } });
    const detailId = await onlyDetail();
    const waiting = check(detailId);
    const work = await leased();
    // The store's own clock stands still in this test; it is what the queue is swept by.
    desk.api.clock.advance(300);
    expect(await waiting).toMatchObject({ code: 'OSM.01010014', text: 'The check took too long.' });
    expect(await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'target-work', id: work.id }, 'secret')).toBeUndefined();
    expect((await desk.api.store.audit.list(INSTANCE, { kind: 'api.CheckHosts' }, { number: 1, size: 9 })).items).toMatchObject([{ outcome: 'OSM.01010014', details: { outcome: 'TIMEOUT' } }]);
  });

  it('lets a bounded number wait, and takes no try from those whom it turns away', async () => {
    await desk[Symbol.asyncDispose]();
    desk = await startDesk({ settings: { serviceTickets: { ...DEFAULT_SETTINGS.serviceTickets, maxTargetWork: 0 } } });
    const detailId = await onlyDetail();
    expect(await check(detailId)).toMatchObject({ code: 'OSM.01010014', text: 'Too many checks are waiting.' });
    expect((await desk.api.store.authorizations.ofDetail(INSTANCE, detailId))?.details[0]?.tries).toBe(0);
  });

  it('is for hosts of authorizations that wait', async () => {
    const id = await desk.request(await desk.openCase(), { Details: JSON.stringify([{ Type: 'Console' }, { Type: 'Host', HostId: desk.hostId, Account: 'root' }]) });
    const [console = '', host = ''] = await desk.detailIds(id);
    expect(await check(console)).toMatchObject({ code: 'OSM.01010014' });
    await desk.rest(desk.customer, `PUT /authorizations/${id}/action?action_id=reject`, { body: {} });
    expect(await check(host)).toMatchObject({ code: 'OSM.01010014' });
    const confirmed = await desk.waiting();
    await desk.confirm(confirmed);
    expect(await check((await desk.detailIds(confirmed))[0] ?? '')).toMatchObject({ code: 'OSM.01010014' });
    const late = await onlyDetail();
    desk.api.clock.advance(7 * 86_400_000);
    expect(await check(late)).toMatchObject({ code: 'OSM.01010014' });
    expect(await desk.api.store.targetWork.lease('node', desk.api.clock.now(), 1_000)).toBeUndefined();
  });

  it.each([['4242', 200, 'OSM.01010002'], ['0', 200, 'OSM.01010002'], ['9223372036854775807', 200, 'OSM.01010002'], ['9223372036854775808', 400, 'OSM.0001'], ['-1', 400, 'OSM.0001'], ['x', 400, 'OSM.0001']])(
    'knows no detail %s', async (detailId, status, code) => {
      expect(await check(detailId)).toMatchObject({ status, code });
    });

  it.each([
    ['no port', { port: undefined }], ['port 0', { port: 0 }], ['port 65536', { port: 65536 }], ['port 022', { port: '022' }], ['no account', { account: undefined }], ['an empty account', { account: '' }],
    ['65 characters of account', { account: 'x'.repeat(65) }], ['no password', { password: undefined }], ['an empty password', { password: '' }], ['1025 characters of password', { password: 'x'.repeat(1025) }],
    ['65 characters of group', { group_id: 'x'.repeat(65) }],
  ])('refuses %s', async (_, more) => {
    const detailId = await onlyDetail();
    expect(await check(detailId, { ...GIVEN, ...more })).toMatchObject({ status: 200, code: 'OSM.01010001' });
    expect((await desk.api.store.authorizations.ofDetail(INSTANCE, detailId))?.details[0]?.tries).toBe(0);
  });
});

async function leased(): Promise<TargetWork> {
  const { store } = desk.api;
  for (;;) {
    const work = await store.targetWork.lease('node', await store.now(), 60_000);
    if (work !== undefined) return work;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
