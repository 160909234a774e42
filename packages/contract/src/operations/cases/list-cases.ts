import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restDefaulted, restOptional } from '../../parameters/rest-param.ts';
import { groupId, namedId, offset, perhapsId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { listedCase } from '../../values/listed-case.ts';
import { shape } from '../../values/shape.ts';

/** Reads like a date and a time of day; whether the month has that day is the handler's to judge. */
const filterTime = Type.String({
  minLength: 0, maxLength: 32, pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$',
});

export const ListCases = restOperation({
  operationId: 'ListCases', sdkName: 'list_cases', group: 'cases', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/cases', ramAction: 'osm:ListCases',
  headers: COMMON_HEADERS, pathParams: {},
  query: {
    search_key: restOptional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 32 }), 'public', {
      en: 'Words that the description or the id must contain; 1 to 64 characters each.', zh: '工单描述或 ID 必须包含的关键词，每个 1 至 64 个字符。', example: 'disk,alarm',
    }),
    label_id_list: restOptional(Type.Array(namedId, { maxItems: 5 }), 'public', {
      en: 'Only tickets with these labels.', zh: '只返回带有这些标签的工单。', example: '123,456',
    }),
    app_key: restOptional(perhapsId, 'public', {
      en: 'Word that the description or the id must contain.', zh: '工单描述或 ID 必须包含的关键词。', example: 'disk',
    }),
    incident_id: restOptional(perhapsId, 'public', {
      en: 'Only this ticket.', zh: '只返回该工单。', example: '123450',
    }),
    query_start_time: restOptional(filterTime, 'public', {
      en: 'Only tickets opened then or later: `yyyy-MM-dd HH:mm:ss` in X-Time-Zone.', zh: '只返回在此时间及之后创建的工单，格式 `yyyy-MM-dd HH:mm:ss`，时区为 X-Time-Zone。', example: '2026-11-01 00:00:00',
    }),
    query_end_time: restOptional(filterTime, 'public', {
      en: 'Only tickets opened then or earlier: `yyyy-MM-dd HH:mm:ss` in X-Time-Zone.', zh: '只返回在此时间及之前创建的工单，格式 `yyyy-MM-dd HH:mm:ss`，时区为 X-Time-Zone。', example: '2026-11-30 23:59:59',
    }),
    /** The reference bounds it by 0 and 20, yet lists eight values; no other is one. */
    status: restOptional(Type.Enum([0, 1, 2, 3, 4, 12, 17, 5]), 'public', {
      en: 'Only this status: 0 to be accepted, 1 processing, 2 result to be confirmed, 3 completed, 4 withdrawn, 5 suspended, 12 invalid, 17 awaiting feedback.', zh: '只返回该状态的工单：0 待受理，1 处理中，2 待确认结果，3 已完成，4 已撤销，5 已挂起，12 无效，17 待反馈。', example: '1',
    }),
    incident_status: restOptional(Type.String({ minLength: 0, maxLength: 32, pattern: '^[0-9]{1,2}(?:,[0-9]{1,2})*$' }), 'public', {
      en: 'Any of several statuses, divided by commas. Deleted tickets (13) are gone: nothing finds them.', zh: '以逗号分隔的多个状态，满足其一即可；已删除的工单（13）不可再查询。', example: '0,1,17',
    }),
    x_customer_id: restOptional(perhapsId, 'public', {
      en: 'Only tickets of the customer with this id.', zh: '只返回该 ID 客户的工单。', example: '12',
    }),
    x_customer_name: restOptional(perhapsId, 'public', {
      en: 'Only tickets of the customer with this name.', zh: '只返回该名称客户的工单。', example: 'acme',
    }),
    group_id: groupId,
    offset,
    limit: restDefaulted(Type.Integer({ minimum: 0, maximum: 100 }), 10, 'public', {
      en: 'Entries to return, at most 100; 0 returns the count alone.', zh: '返回的条数，最多 100；为 0 时只返回总数。', example: '10',
    }),
  },
  body: {},
  result: shape({
    /** More are answered as the largest that the reference allows. */
    total_count: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
    incident_info_list: Type.Optional(Type.Array(listedCase)),
  }),
  errors: ['OSM.01010015'],
  doc: {
    en: 'Lists the caller\'s service tickets, or those of a group, newest first.',
    zh: '查询调用者或其主体组的工单，按时间从新到旧排列。',
  },
});
