import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { authorizationDetailId, authorizationId, groupId, limit, offset, sessionId, sort } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { count, plainTime } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListHistoryOperateLogs = restOperation({
  operationId: 'ListHistoryOperateLogs', sdkName: 'list_history_operate_logs', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations/{authorization_id}/authorization-details/{authorization_detail_id}/sessions/{session_id}/operation-logs',
  ramAction: 'osm:ListHistoryOperateLogs', headers: COMMON_HEADERS,
  pathParams: { authorization_id: authorizationId, authorization_detail_id: authorizationDetailId, session_id: sessionId },
  query: { group_id: groupId, sort, offset, limit },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    ops_list: Type.Optional(Type.Array(shape({
      oper: Type.Optional(Type.String()),
      operate_time: Type.Optional(plainTime),
    }))),
  }),
  errors: ['OSM.01010001', 'OSM.01010002'],
  doc: {
    en: 'Lists the commands of a session from its recording, with their times.',
    zh: '根据录像查询会话中执行的命令及其时间。',
  },
});
