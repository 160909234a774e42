import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { authorizationDetailId, authorizationId, groupId, limit, offset, sessionId, sort } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { count, duration, plainTime } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListTransportHistories = restOperation({
  operationId: 'ListTransportHistories', sdkName: 'list_transport_histories', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations/{authorization_id}/authorization-details/{authorization_detail_id}/sessions/{session_id}/operation-file-logs',
  ramAction: 'osm:ListTransportHistories', headers: COMMON_HEADERS,
  pathParams: { authorization_id: authorizationId, authorization_detail_id: authorizationDetailId, session_id: sessionId },
  query: { group_id: groupId, sort, offset, limit },
  body: {},
  result: shape({
    total_count: Type.Optional(count),
    file_ops_list: Type.Optional(Type.Array(shape({
      duration: Type.Optional(duration),
      operate_time: Type.Optional(plainTime),
      operate_type: Type.Optional(Type.String()),
      file_name: Type.Optional(Type.String()),
      from_path: Type.Optional(Type.String()),
      to_path: Type.Optional(Type.String()),
      /** With its unit: K, M or G. */
      file_size: Type.Optional(Type.String()),
      oper_result: Type.Optional(Type.String()),
    }))),
  }),
  errors: ['OSM.01010001', 'OSM.01010002'],
  doc: {
    en: 'Lists the files that were moved in a session. Sessions carry no file transfer yet, so there are none.',
    zh: '查询会话中传输的文件。会话目前不支持文件传输，因此列表为空。',
  },
});
