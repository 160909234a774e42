import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTANCE } from '../api.ts';
import { startDesk } from './desk.ts';
import type { Caller, Desk, RestAnswer } from './desk.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let desk: Desk;
let colleague: Caller;
beforeAll(async () => {
  desk = await startDesk();
  colleague = await desk.caller('colleague', ['ServiceTicketCustomer']);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const SUCCESS = { status: 200, body: { error_code: '', error_msg: '' } };
const refusal = (code: string): object => ({ status: 200, code });
const act = (id: string, action: string, body: Readonly<Record<string, unknown>> = {}, who: Caller = desk.customer): Promise<RestAnswer> =>
  desk.rest(who, `PUT /authorizations/${id}/action?action_id=${action}`, { body });
const recall = (id: string): Promise<{ readonly status: number; readonly code: string }> => desk.api.call('RecallAuthorization', { AuthorizationId: id }, { key: desk.vendor });
const stored = (id: string) => desk.api.store.authorizations.get(INSTANCE, id);
const status = async (id: string): Promise<unknown> => (await desk.done(desk.customer, `GET /authorizations/${id}`))['status'];

/** How an authorization gets into each state, with what this API calls it. */
const STATES: readonly (readonly [string, number, (id: string) => Promise<unknown>])[] = [
  ['pending', 0, async () => undefined],
  ['authorized', 1, (id) => desk.confirm(id)],
  ['rejected', 2, (id) => act(id, 'reject', { reject_reason: 'first' })],
  ['expired unconfirmed', 3, async () => desk.api.clock.advance(7 * DAY)],
  ['expired at its end', 3, async (id) => {
    await desk.confirm(id);
    desk.api.clock.advance(8 * 60 * MINUTE);
  }],
  ['recalled', 4, (id) => recall(id)],
  ['recalled after it was confirmed', 4, async (id) => {
    await desk.confirm(id);
    await recall(id);
  }],
  ['canceled', 5, async (id) => {
    await desk.confirm(id);
    await act(id, 'cancel', { reject_reason: 'first' });
  }],
  ['canceled before it was confirmed', 5, (id) => act(id, 'cancel', { reject_reason: 'first' })],
];

/** Every move with the states that it leaves and the one that it enters. */
const MOVES: readonly (readonly [string, readonly string[], number, (id: string) => Promise<{ readonly status: number; readonly code: string }>])[] = [
  ['confirm', ['pending'], 1, (id) => desk.confirm(id, { agency_id: 'another' })],
  ['reject', ['pending'], 2, (id) => act(id, 'reject', { reject_reason: 'second' })],
  ['cancel', ['pending', 'authorized'], 5, (id) => act(id, 'cancel', { reject_reason: 'second' })],
  ['recall', ['pending', 'authorized'], 4, (id) => recall(id)],
];

describe('every state and every move', () => {
  it.each(STATES.flatMap(([state, number, enter]) => MOVES.map(([move, from, to, make]) => ({ state, number, enter, move, legal: from.includes(state), to, make }))))(
    '$state, $move', async ({ number, enter, move, legal, to, make }) => {
      const id = await desk.waiting();
      await enter(id);
      expect(await status(id)).toBe(number);
      const before = await stored(id);
      desk.api.hints.length = 0;
      const answer = await make(id);
      if (legal) {
        expect(answer).toMatchObject(move === 'recall' ? { status: 200, code: 'OK' } : { status: 200, code: '' });
        expect(await status(id)).toBe(to);
        return;
      }
      expect(answer).toMatchObject(move === 'recall' ? { status: 409, code: 'AuthorizationStateConflict' } : refusal('OSM.01010014'));
      expect(await stored(id)).toEqual(before);
      expect(desk.api.hints).toEqual([]);
    });
});

describe('UpdateAuthorizations', () => {
  it('rejects with a reason in Chinese that counts characters, not bytes', async () => {
    const id = await desk.waiting();
    const reason = `${'拒'.repeat(298)}😀\u0007`;
    expect(await act(id, 'reject', { reject_reason: reason })).toMatchObject(SUCCESS);
    expect(await stored(id)).toMatchObject({ status: 'rejected', reason, decidedBy: desk.customer.principalId, decidedByName: 'customer' });
    expect(await desk.done(desk.customer, `GET /authorizations/${id}`)).toMatchObject({ status: 2, reject_reason: reason });
    expect(await act(await desk.waiting(), 'reject', { reject_reason: '拒'.repeat(301) })).toMatchObject(refusal('OSM.01010001'));
  });

  it('takes a grant back: hints the account, ends its tickets and destroys its secret', async () => {
    const id = await desk.waiting();
    await desk.confirm(id);
    const [detailId = ''] = await desk.detailIds(id);
    const name = { instanceId: INSTANCE, kind: 'authorization', id } as const;
    expect(await desk.api.store.loans.open(name, detailId)).toBeDefined();
    desk.api.hints.length = 0;
    expect(await act(id, 'cancel', { reject_reason: '够了' })).toMatchObject(SUCCESS);
    expect(desk.api.hints).toEqual([{ instanceId: INSTANCE, kind: 'account', id: detailId }]);
    expect(await stored(id)).toMatchObject({ status: 'canceled', endedBy: desk.customer.principalId, reason: '够了', endCause: '' });
    expect(await desk.api.store.loans.open(name, detailId)).toBeUndefined();
  });

  it.each(['reject', 'cancel'])('takes the very same %s of the same principal again for ten minutes, without a second effect', async (action) => {
    const id = await desk.waiting();
    const group_id = await desk.group(desk.customer, colleague);
    await act(id, action, { reject_reason: 'no' });
    const before = await stored(id);
    desk.api.hints.length = 0;
    desk.api.clock.advance(10 * MINUTE);
    expect(await act(id, action, { reject_reason: 'no' })).toMatchObject(SUCCESS);
    expect(await act(`Auth-${id}`, action, { reject_reason: 'no' })).toMatchObject(SUCCESS);
    expect(await stored(id)).toEqual(before);
    expect(desk.api.hints).toEqual([]);
    expect((await desk.done(desk.customer, `GET /cases/${before?.caseId}/operate-logs`))['total_count']).toBe(4);
    expect(await act(id, action, { reject_reason: 'no!' })).toMatchObject(refusal('OSM.01010014'));
    expect(await act(id, action)).toMatchObject(refusal('OSM.01010014'));
    expect(await act(id, action === 'reject' ? 'cancel' : 'reject', { reject_reason: 'no' })).toMatchObject(refusal('OSM.01010014'));
    expect(await act(id, action, { reject_reason: 'no', group_id }, colleague)).toMatchObject(refusal('OSM.01010014'));
    desk.api.clock.advance(1);
    expect(await act(id, action, { reject_reason: 'no' })).toMatchObject(refusal('OSM.01010014'));
  });

  it('succeeds for every copy of a call that was sent many times at once, and takes effect once', async () => {
    const id = await desk.waiting();
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(id, 'reject', { reject_reason: 'no' })));
    expect(answers).toMatchObject(Array.from({ length: 6 }, () => SUCCESS));
    const caseId = (await stored(id))?.caseId;
    const { incident_operate_log_list: log } = await desk.done(desk.customer, `GET /cases/${caseId}/operate-logs`);
    expect((log as { operate_type: number }[]).filter((entry) => entry.operate_type === 24)).toHaveLength(1);
  });

  it('lets one of two customers win who decide at once', async () => {
    const group_id = await desk.group(desk.customer, colleague);
    for (let round = 0; round < 10; round += 1) {
      const id = await desk.waiting();
      const answers = await Promise.all([desk.confirm(id), act(id, 'reject', { group_id, reject_reason: 'no' }, colleague)]);
      expect(answers.map((answer) => answer.code).toSorted()).toEqual(['', 'OSM.01010014']);
      expect(await status(id)).toBe(answers[0]?.code === '' ? 1 : 2);
    }
  });

  it.each([
    ['no word', ''], ['an empty one', '?action_id='], ['the wrong case', '?action_id=Reject'], ['another word', '?action_id=confirm'],
    ['17 characters', `?action_id=${'r'.repeat(17)}`], ['a space', '?action_id=reject%20'],
  ])('refuses %s as action_id', async (_, query) => {
    const id = await desk.waiting();
    expect(await desk.rest(desk.customer, `PUT /authorizations/${id}/action${query}`, { body: {} })).toMatchObject(refusal('OSM.01010001'));
    expect(await status(id)).toBe(0);
  });

  it.each([
    ['+5', 'OSM.01010001'], ['05', 'OSM.01010001'], ['Auth-05', 'OSM.01010001'], ['auth-5', 'OSM.01010001'], ['%EF%BC%95', 'OSM.01010001'], ['9223372036854775808', 'OSM.01010001'],
    ['-9223372036854775809', 'OSM.01010001'], ['Auth--5', 'OSM.01010001'], ['5e0', 'OSM.01010001'], ['a'.repeat(32), 'OSM.01010001'],
    ['9223372036854775807', 'OSM.01010002'], ['-9223372036854775808', 'OSM.01010002'], ['-5', 'OSM.01010002'], ['0', 'OSM.01010002'], ['Auth-5', 'OSM.01010002'], ['5', 'OSM.01010002'],
  ])('names authorization %s: %s', async (id, code) => {
    for (const line of [`PUT /authorizations/${id}/action?action_id=cancel`, `PUT /authorizations/${id}`, `GET /authorizations/${id}`, `GET /authorizations/${id}/authorization-details/1/history-sessions`]) {
      expect(await desk.rest(desk.customer, line), line).toMatchObject(refusal(code));
    }
  });

  it('keeps whoever asked from turning it down as the customer', async () => {
    const both = await desk.caller('both', ['ServiceTicketCustomer', 'SupportEngineerDispatcher']);
    const group_id = await desk.group(desk.customer, both);
    const id = await desk.request(await desk.openCase(), {}, both);
    expect(await act(id, 'reject', { group_id }, both)).toMatchObject(refusal('OSM.01010002'));
    expect(await status(id)).toBe(0);
    expect((await lastAudit('UpdateAuthorizations')).details).toMatchObject({ breach: 'own-request', authorizationId: id });
  });

  it('leaves one audit record with what it was about', async () => {
    const id = await desk.waiting();
    await act(id, 'reject', { reject_reason: 'no' });
    expect(await lastAudit('UpdateAuthorizations')).toMatchObject({
      outcome: 'OK', actor: { id: desk.customer.principalId }, details: { authorizationId: id, userId: desk.userId, parameters: { action_id: 'reject', reject_reason: 'no' } },
    });
  });
});

async function lastAudit(action: string) {
  const page = await desk.api.store.audit.list(INSTANCE, { kind: `api.${action}` }, { number: 1, size: 1 });
  const [row] = page.items;
  if (row === undefined) throw new Error(`no audit record of ${action}`);
  return row;
}
