import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedPostgres, stopSharedPostgres, storeRig } from '@sallyport/testkit';
import { INSTANCE } from '../api.ts';
import { startDesk } from './desk.ts';
import type { Caller, Desk } from './desk.ts';

let desk: Desk;
let colleague: Caller;
let group_id: string;
beforeAll(async () => {
  desk = await startDesk({ rig: await storeRig('postgres', await sharedPostgres()) });
  colleague = await desk.caller('colleague', ['ServiceTicketCustomer']);
  group_id = await desk.group(desk.customer, colleague);
}, 60_000);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await stopSharedPostgres();
});

const ROUNDS = 10;
const stored = (id: string) => desk.api.store.authorizations.get(INSTANCE, id);

describe('on PostgreSQL, where writers really meet', () => {
  it('one of two customers wins who decide at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await desk.waiting();
      const reject = desk.rest(colleague, `PUT /authorizations/${id}/action?action_id=reject`, { body: { group_id } });
      const answers = await Promise.all(round % 2 === 0 ? [desk.confirm(id), reject] : [reject, desk.confirm(id)]);
      expect(answers.map((answer) => answer.code).toSorted()).toEqual(['', 'OSM.01010014']);
    }
  });

  it('copies of one call take effect once and all succeed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await desk.waiting();
      expect((await Promise.all(Array.from({ length: 4 }, () => desk.confirm(id)))).map((answer) => answer.code)).toEqual(['', '', '', '']);
      const caseId = (await stored(id))?.caseId;
      expect(await desk.done(desk.customer, `GET /cases/${caseId}/operate-logs`)).toMatchObject({ total_count: 4 });
    }
  });

  it('nothing stays lent on a ticket that is closed while somebody confirms, or asks', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const caseId = await desk.openCase();
      const id = await desk.request(caseId);
      const params = { CaseId: caseId, UserId: desk.userId, Description: 'late', Details: '[{"Type":"Console"}]' };
      const [closed, , late] = await Promise.all([
        desk.rest(desk.customer, `POST /cases/${caseId}/action?action_id=close`), desk.confirm(id, { group_id }, colleague), desk.api.call('RequestAuthorization', params, { key: desk.vendor }),
      ]);
      expect(closed).toMatchObject({ code: '' });
      expect(await stored(id)).toMatchObject({ status: 'canceled' });
      if (late.status === 200) expect(await stored(String(late.body['AuthorizationId']))).toMatchObject({ status: 'canceled' });
    }
  });

  it('several who ask at once on a new ticket take it on once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const caseId = await desk.openCase();
      await Promise.all(Array.from({ length: 4 }, () => desk.request(caseId)));
      expect(await desk.done(desk.customer, `GET /cases/${caseId}/operate-logs`)).toMatchObject({ total_count: 6 });
    }
  });

  it('a host is checked through its queue', async () => {
    const [detailId = ''] = await desk.detailIds(await desk.waiting());
    const checking = desk.rest(desk.customer, `POST /authorizations/authorization-details/${detailId}/verify-host`, { body: { port: 22, account: 'root', password: 'x' } });
    const { store } = desk.api;
    for (let waited = 0; ; waited += 1) {
      const work = await store.targetWork.lease('node', await store.now(), 15_000);
      if (work === undefined && waited < 500) {
        await new Promise((resolve) => { setTimeout(resolve, 10); });
        continue;
      }
      expect(await store.targetWork.finish(work?.id ?? '', 'node', 'OK')).toBe(true);
      break;
    }
    expect(await checking).toMatchObject({ code: '' });
  });
});
