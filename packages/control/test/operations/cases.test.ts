import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTANCE } from '../api.ts';
import { SOURCE_ID, startDesk } from './desk.ts';
import type { Desk, RestAnswer } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  await desk[Symbol.asyncDispose]();
});

const NEEDED = { business_type_id: 'question', simple_description: 'Disk alarm', source_id: SOURCE_ID };
const create = (body: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): Promise<RestAnswer> => desk.rest(desk.customer, 'POST /cases', { body: { ...NEEDED, ...body }, headers });

describe('CreateCases and ShowCaseDetail', () => {
  it('keeps everything that was said', async () => {
    const answer = await create({
      incident_sub_type_id: 'technical', product_category_id: 'ecs', business_type_id: 'login-failure', region_id: 'cn-south-1', simple_description: '无法登录 😀',
      remind_mobile: '13800000000', remind_mail: 'ops@example.com', remind_time: '09:00-18:00', project_id: 'p1', accessory_ids: [], extends_map: { a: { b: 1 } }, extension_map: { c: [true] },
      severity_id: 'high', verify_code: '123456', area_code: '86',
    });
    const id = String(answer.body['incident_id']);
    expect(answer.body).toEqual({ incident_id: expect.stringMatching(/^[1-9][0-9]*$/) as string });
    expect(await desk.api.store.cases.get(INSTANCE, id)).toMatchObject({
      ownerId: desk.customer.principalId, status: 'submitted', site: 0, sourceId: SOURCE_ID, projectId: 'p1', extendsMap: '{"a":{"b":1}}', extensionMap: '{"c":[true]}',
    });
    expect(await desk.done(desk.customer, `GET /cases/${id}`, { headers: { 'x-time-zone': 'Asia/Kathmandu', 'x-language': 'zh-cn' } })).toEqual({
      incident_detail_info: {
        xcustomer_id: desk.customer.principalId, xcustomer_name: 'customer', customer_id: desk.customer.principalId, status: 0, judgement: '', incident_id: id,
        business_type_name: '无法登录', incident_type_name: '技术', dc_name: '华南', simple_description: '无法登录 😀', source_name: 'API', create_time: '2026-11-21T17:45:00+05:45',
        message_list: [], incident_satisfaction: [], severity_name: '紧急', business_ownership: 0,
        ext_info: { area_code: '86', remind_mobile: '13800000000', remind_mail: 'ops@example.com', remind_time: '09:00-18:00' },
      },
    });
    expect(await desk.done(desk.customer, `GET /cases/${id}`)).toMatchObject({ incident_detail_info: { business_type_name: 'Cannot log on', severity_name: 'High', dc_name: 'South China' } });
    expect(await desk.done(desk.customer, `GET /cases/${id}/status`)).toEqual({ status: 0 });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string, Readonly<Record<string, string>>?]>([
    ['an unknown problem type', { business_type_id: 'x' }, 'OSM.01010001'],
    ['a problem type of the other site', { business_type_id: 'customs' }, 'OSM.01010001'],
    ['a fault without a region', { business_type_id: 'login-failure' }, 'OSM.01010001'],
    ['a fault with an empty region', { business_type_id: 'login-failure', region_id: '' }, 'OSM.01010001'],
    ['a region of the other site', { region_id: 'eu-1' }, 'OSM.01010001'],
    ['an unknown category', { incident_sub_type_id: 'x' }, 'OSM.01010001'],
    ['a category of the other site', { incident_sub_type_id: 'abroad' }, 'OSM.01010001'],
    ['an unknown product', { product_category_id: 'x' }, 'OSM.01010001'],
    ['a product of the other site', { product_category_id: 'oldies' }, 'OSM.01010001'],
    ['a product of another category', { incident_sub_type_id: 'billing', product_category_id: 'rds' }, 'OSM.01010001'],
    ['a product that the problem does not fit', { business_type_id: 'login-failure', region_id: 'cn-south-1', product_category_id: 'rds' }, 'OSM.01010001'],
    ['an unknown severity', { severity_id: 'x' }, 'OSM.01010006'],
    ['a severity of another problem type', { severity_id: 'high' }, 'OSM.01010006'],
    ['a severity of the other site', { severity_id: 'abroad' }, 'OSM.01010006'],
    ['an attachment', { accessory_ids: ['1'] }, 'OSM.01010001'],
    ['another source', { source_id: 'web' }, 'OSM.01010001'],
    ['no source', { source_id: undefined }, 'OSM.01010001'],
    ['no description', { simple_description: '' }, 'OSM.01010001'],
    ['2001 characters', { simple_description: '盘'.repeat(2001) }, 'OSM.01010001'],
    ['a map that is none', { extends_map: [] }, 'OSM.01010001'],
  ])('refuses %s', async (_, body, code) => {
    expect(await create(body)).toMatchObject({ status: 200, code });
    expect((await desk.done(desk.customer, 'GET /cases'))['total_count']).toBe(0);
  });

  it('takes what the other site has on the other site, and 2000 characters', async () => {
    expect(await create({ business_type_id: 'customs', region_id: 'eu-1', severity_id: 'abroad', incident_sub_type_id: 'abroad', product_category_id: 'oldies', simple_description: '盘'.repeat(2000) }, { 'x-site': '1' }))
      .toMatchObject({ status: 200, code: '' });
  });

  it('calls what has left the lists by its id', async () => {
    const id = await desk.api.store.transact(async (tx) => tx.cases.create({
      instanceId: INSTANCE, ownerId: desk.customer.principalId, description: 'd', subTypeId: 'gone-1', productCategoryId: '', businessTypeId: 'gone-2', severityId: '', regionId: '', site: 0,
      sourceId: SOURCE_ID, projectId: '', contact: { areaCode: '', mobile: '', mail: '', time: '' }, extendsMap: '{}', extensionMap: '{}', createdAt: tx.now,
    }));
    expect(await desk.done(desk.customer, `GET /cases/${id}`)).toMatchObject({ incident_detail_info: { incident_type_name: 'gone-1', business_type_name: 'gone-2', dc_name: '' } });
  });

  it.each(['4242', '0', '05', '+5', 'x', 'Case-5'])('knows no ticket %s', async (id) => {
    for (const line of [`GET /cases/${id}`, `GET /cases/${id}/status`, `GET /cases/${id}/operate-logs`, `POST /cases/${id}/action?action_id=close`]) {
      expect(await desk.rest(desk.customer, line), line).toMatchObject({ status: 200, code: 'OSM.01010015' });
    }
  });
});

describe('ListCases', () => {
  const list = async (query: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> => {
    const { incident_info_list: items } = await desk.done(desk.customer, `GET /cases${query}`, { headers });
    return (items as { incident_id: string }[]).map((item) => item.incident_id);
  };
  const q = (text: string): string => encodeURIComponent(text);

  it('shows a line of each, newest first', async () => {
    const first = await desk.openCase(desk.customer, { product_category_id: 'ecs' });
    const second = await desk.openCase();
    expect(await desk.done(desk.customer, 'GET /cases', { headers: { 'x-time-zone': 'UTC-3:30' } })).toEqual({
      total_count: 2,
      incident_info_list: [second, first].map((incident_id) => ({
        xcustomer_id: desk.customer.principalId, xcustomer_name: 'customer', customer_id: desk.customer.principalId, status: 0, incident_id, business_type_name: 'Question', incident_type_name: '',
        product_category_name: incident_id === first ? 'Cloud server' : '', dc_name: '', simple_description: 'Disk alarm on web', create_time: '2026-11-21T08:30:00-03:30', resolution: '', label_list: [],
      })),
    });
    expect(await desk.done(desk.customer, 'GET /cases?limit=0')).toEqual({ total_count: 2, incident_info_list: [] });
    expect(await list('?limit=1&offset=1')).toEqual([first]);
  });

  it('finds by words, all of them, in description or id, without case', async () => {
    const disk = await desk.openCase(desk.customer, { simple_description: 'DISK alarm 100% on db_1' });
    const memory = await desk.openCase(desk.customer, { simple_description: '内存 alarm' });
    expect(await list('?search_key=alarm')).toEqual([memory, disk]);
    expect(await list('?search_key=alarm&search_key=disk')).toEqual([disk]);
    expect(await list('?search_key=ALARM,disk')).toEqual([disk]);
    expect(await list(`?search_key=${q('alarm disk')}`)).toEqual([disk]);
    expect(await list(`?search_key=${q('内存')}`)).toEqual([memory]);
    expect(await list(`?search_key=${q('100%')}`)).toEqual([disk]);
    expect(await list('?search_key=dbx1')).toEqual([]);
    expect(await list(`?search_key=${memory}`)).toEqual([memory]);
    expect(await list('?app_key=disk&search_key=alarm')).toEqual([disk]);
    expect(await list(`?incident_id=${disk}`)).toEqual([disk]);
    expect(await list('?incident_id=x')).toEqual([]);
    expect(await list('?label_id_list=1')).toEqual([]);
    expect(await list(`?x_customer_id=${desk.customer.principalId}`)).toHaveLength(2);
    expect(await list('?x_customer_id=1')).toEqual([]);
    expect(await list('?x_customer_name=customer')).toHaveLength(2);
    expect(await list('?x_customer_name=other')).toEqual([]);
    expect(await list('?search_key=&app_key=&incident_id=&query_start_time=&incident_status=&x_customer_id=&group_id=')).toHaveLength(2);
  });

  it('finds by status, one or several; nobody sees deleted ones', async () => {
    const [submitted, processing, withdrawn, deleted] = [await desk.openCase(), await desk.openCase(), await desk.openCase(), await desk.openCase()];
    await desk.request(processing);
    for (const id of [withdrawn, deleted]) await desk.done(desk.customer, `POST /cases/${id}/action?action_id=cancel`);
    await desk.done(desk.customer, `POST /cases/${deleted}/action?action_id=delete`);
    expect(await list('')).toEqual([withdrawn, processing, submitted]);
    expect(await list('?status=0')).toEqual([submitted]);
    expect(await list('?status=4')).toEqual([withdrawn]);
    expect(await list('?incident_status=1,4')).toEqual([withdrawn, processing]);
    expect(await list('?incident_status=0,1,2,3,4,12,17')).toEqual([withdrawn, processing, submitted]);
    expect(await list('?incident_status=1,4&status=1')).toEqual([processing]);
    for (const nothing of ['?status=3', '?status=5', '?incident_status=13', '?incident_status=5', '?incident_status=1&status=4']) expect(await list(nothing), nothing).toEqual([]);
  });

  it('finds by time on the caller\'s clock, both ends included', async () => {
    // 2026-11-21T12:00:00Z and a quarter of a second later.
    const [even, odd] = [await desk.openCase(), (desk.api.clock.advance(250), await desk.openCase())];
    const later = (desk.api.clock.advance(60_000), await desk.openCase());
    const between = (from: string, until: string): string => `?query_start_time=${q(from)}&query_end_time=${q(until)}`;
    expect(await list(between('2026-11-21 20:00:00', '2026-11-21 20:00:00'))).toEqual([odd, even]);
    expect(await list(between('2026-11-21 08:30:00', '2026-11-21 08:30:00'), { 'x-time-zone': 'UTC-3:30' })).toEqual([odd, even]);
    expect(await list(between('2026-11-21 17:45:01', '2026-11-21 23:59:59'), { 'x-time-zone': 'Asia/Kathmandu' })).toEqual([later]);
    expect(await list('?query_end_time=2026-11-21%2019:59:59')).toEqual([]);
    expect(await list('?query_start_time=2026-11-21%2020:02:00')).toEqual([]);
  });

  it.each([
    `?query_start_time=${q('2026-02-30 00:00:00')}`, '?query_start_time=2026-11-21', `?query_end_time=${q('2026-11-21T20:00:00')}`, '?incident_status=99', '?incident_status=0,x', '?status=13', '?status=21',
    '?limit=101', '?limit=-1', '?offset=65536', `?search_key=${Array.from({ length: 33 }, (_, n) => n).join(',')}`, '?label_id_list=1,2,3,4,5,6', `?search_key=${q(`${'a '.repeat(32)}b`)}`,
  ])('refuses %s', async (query) => {
    expect(await desk.rest(desk.customer, `GET /cases${query}`)).toMatchObject({ status: 400, code: 'OSM.0001' });
  });
});
