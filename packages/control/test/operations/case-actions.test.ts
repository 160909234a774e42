import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayPress, moveCase } from '@sallyport/core';
import type { CaseEvent, CaseStatus } from '@sallyport/core';
import { INSTANCE } from '../api.ts';
import { startDesk } from './desk.ts';
import type { Desk, RestAnswer } from './desk.ts';

const HOUR = 3_600_000;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const act = (id: string, action: string, body: Readonly<Record<string, unknown>> = {}): Promise<RestAnswer> => desk.rest(desk.customer, `POST /cases/${id}/action?action_id=${action}`, { body });
const advance = (CaseId: string, Event: string, more: Readonly<Record<string, string>> = {}) => desk.api.call('AdvanceServiceCase', { CaseId, Event, ...more }, { key: desk.vendor });
const stored = (id: string) => desk.api.store.cases.get(INSTANCE, id);

/** How a ticket gets into each status. */
const PATHS: Readonly<Record<CaseStatus, readonly CaseEvent[]>> = {
  'submitted': [], 'processing': ['accept'], 'awaiting-feedback': ['accept', 'ask'], 'resolved': ['accept', 'resolve'], 'completed': ['accept', 'close'],
  'withdrawn': ['cancel'], 'invalid': ['invalidate'], 'deleted': ['cancel', 'delete'],
};
const STATUSES = Object.keys(PATHS) as CaseStatus[];

async function caseIn(status: CaseStatus): Promise<string> {
  const id = await desk.openCase();
  for (const event of PATHS[status]) await desk.api.store.transact((tx) => tx.cases.move(INSTANCE, id, event, {}, tx.now));
  expect((await stored(id))?.status).toBe(status);
  return id;
}

describe('every status and every action', () => {
  it.each(STATUSES.flatMap((status) => (['cancel', 'close', 'delete', 'press'] as const).map((action) => ({ status, action }))))('$status, $action by the customer', async ({ status, action }) => {
    const id = await caseIn(status);
    const before = await stored(id);
    const next = action === 'press' ? (mayPress(status) ? status : undefined) : moveCase(status, action);
    const answer = await act(id, action, { operate_desc: 'why' });
    if (next === undefined) {
      expect(answer).toMatchObject({ status: 200, code: status === 'deleted' ? 'OSM.01010015' : 'OSM.01010014' });
      expect(await stored(id)).toEqual(before);
    } else {
      expect(answer).toMatchObject({ status: 200, body: { error_code: '', error_msg: '' } });
      expect((await stored(id))?.status).toBe(next);
    }
  });

  it.each(STATUSES.flatMap((status) => (['accept', 'ask', 'resume', 'resolve', 'invalidate'] as const).map((event) => ({ status, event }))))('$status, $event by support', async ({ status, event }) => {
    const id = await caseIn(status);
    const before = await stored(id);
    const next = moveCase(status, event);
    const answer = await advance(id, event, { Comment: 'words' });
    if (next === undefined) {
      expect(answer).toMatchObject({ status: 409, code: 'CaseStateConflict' });
      expect(await stored(id)).toEqual(before);
    } else {
      expect(answer).toMatchObject({ status: 200, body: { Status: next } });
      expect(await stored(id)).toMatchObject({ status: next, resolution: event === 'resolve' ? 'words' : '' });
    }
  });
});

describe('UpdateCases', () => {
  it.each(['close', 'cancel'])('ends what was lent and asked for: %s', async (action) => {
    const caseId = await desk.openCase();
    const [lent, asked] = [await desk.request(caseId), await desk.request(caseId)];
    const other = await desk.waiting();
    await desk.confirm(lent);
    await desk.confirm(other);
    const [detailId = ''] = await desk.detailIds(lent);
    desk.api.hints.length = 0;
    expect(await act(caseId, action, { operate_desc: '不需要了' })).toMatchObject({ code: '' });
    for (const id of [lent, asked]) {
      expect(await desk.api.store.authorizations.get(INSTANCE, id)).toMatchObject({ status: 'canceled', endCause: 'case-closed', reason: '不需要了', endedBy: desk.customer.principalId });
    }
    expect(await desk.api.store.authorizations.get(INSTANCE, other)).toMatchObject({ status: 'authorized' });
    expect(desk.api.hints).toContainEqual({ instanceId: INSTANCE, kind: 'account', id: detailId });
    expect(await desk.api.store.loans.open({ instanceId: INSTANCE, kind: 'authorization', id: lent }, detailId)).toBeUndefined();
  });

  it('leaves nothing lent when a ticket is closed while its authorization is confirmed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const caseId = await desk.openCase();
      const id = await desk.request(caseId);
      const [closed, confirmed] = await Promise.all([act(caseId, 'close'), desk.confirm(id)]);
      expect(closed).toMatchObject({ code: '' });
      expect(['', 'OSM.01010014']).toContain(confirmed.code);
      expect(await desk.api.store.authorizations.get(INSTANCE, id)).toMatchObject({ status: 'canceled' });
    }
  });

  it('keeps the closing words and scores', async () => {
    const id = await caseIn('resolved');
    const scores = [{ satisfaction_id: 1, satisfaction_value: 5, satisfaction_name: '速度', value: 4, per_value: 3, sat_category_id: 'c', sat_category_name: 'C' }, { satisfaction_id: 2, satisfaction_value: 1 }];
    expect(await act(id, 'close', { judgement: '很好', incident_satisfaction_list: scores })).toMatchObject({ code: '' });
    expect(await desk.done(desk.customer, `GET /cases/${id}`)).toMatchObject({
      incident_detail_info: {
        status: 3, judgement: '很好', resolve_time: desk.api.clock.now(),
        incident_satisfaction: [scores[0], { satisfaction_id: 2, satisfaction_value: 1, satisfaction_name: '', sat_category_id: '', sat_category_name: '' }],
      },
    });
    expect(await desk.done(desk.customer, `GET /cases?incident_id=${id}`)).toMatchObject({ incident_info_list: [{ confirmed_time: '2026-11-21T20:00:00+08:00' }] });
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['scores of what is withdrawn', 'cancel', { incident_satisfaction_list: [{ satisfaction_id: 1, satisfaction_value: 5 }] }],
    ['closing words when urging', 'press', { judgement: 'x' }],
    ['the same question twice', 'close', { incident_satisfaction_list: [{ satisfaction_id: 1, satisfaction_value: 5 }, { satisfaction_id: 1, satisfaction_value: 4 }] }],
    ['a score without a value', 'close', { incident_satisfaction_list: [{ satisfaction_id: 1 }] }],
    ['21 scores', 'close', { incident_satisfaction_list: Array.from({ length: 21 }, (_, n) => ({ satisfaction_id: n, satisfaction_value: 5 })) }],
    ['2001 characters', 'close', { judgement: 'x'.repeat(2001) }],
  ])('refuses %s', async (_, action, body) => {
    const id = await caseIn('processing');
    expect(await act(id, action, body)).toMatchObject({ status: 200, code: 'OSM.01010001' });
    expect((await stored(id))?.status).toBe('processing');
  });

  it.each(['', 'Close', 'reopen', 'x'.repeat(65)])('knows no action "%s"', async (action) => {
    expect(await act(await desk.openCase(), action)).toMatchObject({ status: 200, code: 'OSM.01010013' });
  });

  it('may urge once an hour', async () => {
    const id = await desk.openCase();
    expect(await act(id, 'press')).toMatchObject({ code: '' });
    expect((await stored(id))?.pressedAt).toBe(desk.api.clock.now());
    desk.api.clock.advance(HOUR - 1);
    expect(await act(id, 'press')).toMatchObject({ code: 'OSM.01010004' });
    desk.api.clock.advance(1);
    const answers = await Promise.all([act(id, 'press'), act(id, 'press'), act(id, 'press')]);
    expect(answers.map((answer) => answer.code).toSorted()).toEqual(['', 'OSM.01010004', 'OSM.01010004']);
  });

  it.each(['close', 'invalidate'])('shows of its words so many as a reason has: %s', async (event) => {
    const caseId = await desk.openCase();
    const id = await desk.request(caseId);
    const words = '结'.repeat(2_000);
    if (event === 'close') expect(await act(caseId, event, { operate_desc: words })).toMatchObject({ code: '' });
    else expect(await advance(caseId, event, { Comment: words })).toMatchObject({ status: 200 });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({ reject_reason: '结'.repeat(300) });
    expect(JSON.stringify(await desk.done(desk.customer, `GET /cases/${caseId}/operate-logs`))).toContain(words);
  });

  it('ends what was lent when support declares the ticket invalid', async () => {
    const caseId = await desk.openCase();
    const id = await desk.request(caseId);
    await desk.confirm(id);
    await advance(caseId, 'invalidate', { Comment: 'spam' });
    expect(await desk.api.store.authorizations.get(INSTANCE, id)).toMatchObject({ status: 'canceled', endCause: 'case-closed', reason: 'spam' });
  });
});
