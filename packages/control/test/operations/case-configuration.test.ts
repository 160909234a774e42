import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesk } from './desk.ts';
import type { Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, unknown>>> => desk.done(desk.customer, `GET /config/${path}`, { headers });
const server = { incident_product_category_id: 'ecs', incident_product_category_name: 'Cloud server', incident_product_category_desc: 'Virtual machines', incident_product_category_acronym: 'ECS', can_use_support_plan: false };

describe('the operator\'s lists', () => {
  it('categories with their products, of the site', async () => {
    expect(await get('categories')).toMatchObject({
      total_count: 2,
      incident_sub_type_list: [
        { incident_sub_type_id: 'technical', incident_sub_type_name: 'Technical', incident_product_category_list: [server, { incident_product_category_id: 'rds' }] },
        { incident_sub_type_id: 'billing', incident_product_category_list: [server] },
      ],
    });
    expect(await get('categories', { 'x-site': '1', 'x-language': 'zh-cn' })).toMatchObject({ total_count: 3, incident_sub_type_list: [{}, {}, { incident_sub_type_name: '境外', incident_product_category_list: [{ incident_product_category_name: '归档' }] }] });
  });

  it('products, each once, by a part of the name in either language', async () => {
    expect(await get('product-categories')).toMatchObject({ total_count: 2, incident_product_category_list: [server, { incident_product_category_id: 'rds' }] });
    for (const part of ['CLOUD', encodeURIComponent('云服')]) expect(await get(`product-categories?product_category_name=${part}`)).toEqual({ total_count: 1, incident_product_category_list: [server] });
    expect(await get('product-categories?product_category_name=x')).toEqual({ total_count: 0, incident_product_category_list: [] });
    expect(await get('product-categories?product_category_name=', { 'x-site': '1' })).toMatchObject({ total_count: 3 });
  });

  it('problem types of a product', async () => {
    expect(await get('problems?product_category_id=ecs')).toEqual({
      total_count: 2,
      incident_business_type_list: [
        { business_type_id: 'question', business_type_name: 'Question', case_type: '0', can_use_support_plan: false },
        { business_type_id: 'login-failure', business_type_name: 'Cannot log on', case_type: '5', can_use_support_plan: false },
      ],
    });
    expect(await get('problems?product_category_id=rds')).toMatchObject({ total_count: 1 });
    expect(await get('problems', { 'x-site': '1', 'x-language': 'zh-cn' })).toMatchObject({ total_count: 3, incident_business_type_list: [{ business_type_name: '咨询' }, {}, { business_type_id: 'customs' }] });
  });

  it('severities of a problem type', async () => {
    const path = (product: string, type: string): string => `severities?product_category_id=${product}&business_type_id=${type}`;
    expect(await get(path('ecs', 'login-failure'))).toEqual({
      show: true, severity_list: [{ language: 'en-us', severity_name: 'Low', severity_id: 'low' }, { language: 'en-us', severity_name: 'High', severity_id: 'high' }],
    });
    expect(await get(path('rds', 'question'), { 'x-language': 'zh-cn' })).toEqual({ show: true, severity_list: [{ language: 'zh-cn', severity_name: '一般', severity_id: 'low' }] });
    for (const nothing of [path('x', 'question'), path('ecs', 'x'), path('ecs', 'customs')]) expect(await get(nothing), nothing).toEqual({ show: false, severity_list: [] });
    expect(await desk.rest(desk.customer, 'GET /config/severities?product_category_id=ecs')).toMatchObject({ status: 400, code: 'OSM.0001' });
  });

  it('regions', async () => {
    expect(await get('regions')).toEqual({ total_count: 1, data_center_list: [{ type: 0, region_id: 'cn-south-1', region_name: 'South China', is_sensitive: 0 }] });
    expect(await get('regions', { 'x-site': '1', 'x-language': 'zh-cn' })).toEqual({ total_count: 1, data_center_list: [{ type: 1, region_id: 'eu-1', region_name: '欧洲', is_sensitive: 1 }] });
  });
});
