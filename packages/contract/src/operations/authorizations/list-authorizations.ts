import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional } from '../../parameters/rest-param.ts';
import { groupId, limit, offset, perhapsId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { listedAuthorization } from '../../values/authorizations.ts';
import { authorizationStatus, count } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const ListAuthorizations = restOperation({
  operationId: 'ListAuthorizations', sdkName: 'list_authorizations', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations', ramAction: 'osm:ListAuthorizations',
  headers: COMMON_HEADERS, pathParams: {},
  query: {
    sub_customer_name: restOptional(Type.String({ minLength: 0, maxLength: 256 }), 'public', {
      en: 'Only authorizations of the customer with this name.', zh: '只返回该名称客户的授权单。', example: 'acme',
    }),
    incident_id: restOptional(perhapsId, 'public', {
      en: 'Only authorizations on this ticket.', zh: '只返回该工单的授权单。', example: '123450',
    }),
    /** The reference bounds it by 0 and 10, yet lists six values; no other is one. */
    status: restOptional(authorizationStatus, 'public', {
      en: 'Only this status: 0 to be authorized, 1 authorized, 2 rejected, 3 expired, 4 recalled, 5 canceled.', zh: '只返回该状态的授权单：0 待授权，1 已授权，2 已拒绝，3 已过期，4 已撤回，5 已取消。', example: '0',
    }),
    simple_description: restOptional(Type.String({ minLength: 0, maxLength: 2000 }), 'public', {
      en: 'Only authorizations on tickets whose description contains this.', zh: '只返回工单描述中包含该文本的授权单。', example: 'disk',
    }),
    offset,
    limit,
    group_id: groupId,
  },
  body: {},
  result: shape({
    count: Type.Optional(count),
    incident_auth_list: Type.Optional(Type.Array(listedAuthorization)),
  }),
  errors: ['OSM.01010002'],
  doc: {
    en: 'Lists the authorizations on the caller\'s tickets, or on those of a group, newest first.',
    zh: '查询调用者或其主体组工单的授权单，按时间从新到旧排列。',
  },
});
