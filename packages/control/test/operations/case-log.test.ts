import { describe, expect, it } from 'vitest';
import { startDesk } from './desk.ts';

describe('ListCaseOperateLogs', () => {
  it('tells who did what, in language and zone of the reader', async () => {
    await using desk = await startDesk();
    const id = await desk.openCase();
    const authorization = await desk.request(id);
    desk.api.clock.advance(1_000);
    await desk.confirm(authorization);
    await desk.done(desk.customer, `POST /cases/${id}/action?action_id=close`, { body: { operate_desc: '完成' } });
    const read = (query: string, headers: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> => desk.done(desk.customer, `GET /cases/${id}/operate-logs${query}`, { headers });
    const { total_count: total, incident_operate_log_list: entries } = await read('', { 'x-language': 'zh-cn', 'x-time-zone': 'Asia/Kathmandu' });
    expect(total).toBe(5);
    expect(entries).toMatchObject([
      { operate_type: 3, operator_type: 0, operator_id: desk.customer.principalId, operator_name: 'customer', operate_desc: '关闭工单：完成', operate_time: '2026-11-21 17:45:01', timestamp_operate_time: '2026-11-21T17:45:01+05:45' },
      { operate_type: 23, operator_type: 0, operate_desc: '确认授权' },
      { operate_type: 21, operator_type: 1, operator_id: desk.vendor.principalId, operator_name: 'vendor', operate_desc: '申请授权：look at the alarm', operate_time: '2026-11-21 17:45:00' },
      { operate_type: 11, operator_type: 1, operate_desc: '受理工单' },
      { operate_type: 1, operator_type: 0, operate_desc: '创建工单', incident_id: id },
    ]);
    expect(await read('?offset=3&limit=1', { 'x-language': 'en-us' })).toMatchObject({ total_count: 5, incident_operate_log_list: [{ operate_desc: 'Accepted' }] });
    expect(await read('', { 'x-language': 'fr-fr' })).toMatchObject({ incident_operate_log_list: [{ operate_desc: '关闭工单：完成' }, {}, {}, {}, {}] });
  });
});
