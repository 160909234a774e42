import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { authorizationDetailId, authorizationId, groupId, limit, offset } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { count, duration, numericId, plainTime } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListHistorySessions = restOperation({
  operationId: 'ListHistorySessions', sdkName: 'list_history_sessions', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations/{authorization_id}/authorization-details/{authorization_detail_id}/history-sessions',
  ramAction: 'osm:ListHistorySessions', headers: COMMON_HEADERS,
  pathParams: { authorization_id: authorizationId, authorization_detail_id: authorizationDetailId },
  query: { group_id: groupId, offset, limit },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    session_list: Type.Optional(Type.Array(shape({
      /** Of a live session: so far. */
      duration: Type.Optional(duration),
      session_id: Type.Optional(numericId),
      start_time: Type.Optional(plainTime),
      /** Absent while the session is live. */
      end_time: Type.Optional(plainTime),
    }))),
  }),
  errors: ['OSM.01010001', 'OSM.01010002'],
  doc: {
    en: 'Lists the sessions in which a detail of an authorization was used, newest first.',
    zh: '查询授权明细对应的历史会话，按时间从新到旧排列。',
  },
});
