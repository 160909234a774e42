import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { caseId, groupId, limit, offset } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { count, dateTime, plainTime } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListCaseOperateLogs = restOperation({
  operationId: 'ListCaseOperateLogs', sdkName: 'list_case_operate_logs', group: 'cases', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/cases/{case_id}/operate-logs', ramAction: 'osm:ListCaseOperateLogs',
  headers: COMMON_HEADERS, pathParams: { case_id: caseId },
  query: { group_id: groupId, offset, limit },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    incident_operate_log_list: Type.Optional(Type.Array(shape({
      incident_log_id: Type.Optional(Type.String()),
      incident_id: Type.Optional(Type.String()),
      /** The reference gives no table; ours stands in the handler. */
      operate_type: Type.Optional(Type.Integer()),
      /** Ours, as in messages: 0 customer, 1 engineer. */
      operator_type: Type.Optional(Type.Integer()),
      operator_id: Type.Optional(Type.String()),
      operator_name: Type.Optional(Type.String()),
      operate_desc: Type.Optional(Type.String()),
      operate_time: Type.Optional(plainTime),
      timestamp_operate_time: Type.Optional(dateTime),
    }))),
  }),
  errors: ['OSM.01010015'],
  doc: {
    en: 'Lists what was done to a service ticket, newest first.',
    zh: '查询工单的操作记录，按时间从新到旧排列。',
  },
});
