import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional } from '../../parameters/rest-param.ts';
import { authorizationId, groupId, perhapsId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { int64Text } from '../../values/int64.ts';
import { plainAnswer } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

/** What is lent of one detail; the reference gives no limits, these are verify-host's. An absent member stays as it was asked for. */
const confirmedDetail = shape({
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  account: Type.Optional(Type.String({ minLength: 0, maxLength: 64 })),
  password: Type.Optional(Type.String({ minLength: 0, maxLength: 1024 })),
  auth_detail_id: int64Text,
});

/** Milliseconds since the epoch: the reference allows Longs beyond 2⁵³, which are no times. */
const epochMs = Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 });

export const ConfirmAuthorizations = restOperation({
  operationId: 'ConfirmAuthorizations', sdkName: 'confirm_authorizations', group: 'authorizations', kind: 'write',
  method: 'PUT', path: '/v2/servicerequest/authorizations/{authorization_id}', ramAction: 'osm:ConfirmAuthorizations',
  headers: COMMON_HEADERS, pathParams: { authorization_id: authorizationId },
  query: {},
  body: {
    auth_detail_list: restOptional(Type.Array(confirmedDetail, { minItems: 0, maxItems: 6 }), 'secret', {
      en: 'What is lent: details by id, hosts with account, port and password. A detail that is not named is not lent.', zh: '授权的明细：主机需提供账号、端口和密码。未列出的明细不予授权。', example: '[{"auth_detail_id":123457,"account":"root","password":"example","port":22}]',
    }),
    auth_effective_time: restOptional(epochMs, 'public', {
      en: 'Start in milliseconds since the epoch. Absent or 0: at once.', zh: '生效时间（UNIX 毫秒）。不填或为 0 表示立即生效。', example: '1795708800000',
    }),
    auth_expire_time: restOptional(epochMs, 'public', {
      en: 'End in milliseconds since the epoch. Absent or 0: for as long as was asked.', zh: '失效时间（UNIX 毫秒）。不填或为 0 表示按申请的时长。', example: '1795737600000',
    }),
    group_id: groupId,
    agency_id: restOptional(perhapsId, 'public', {
      en: 'Agency to use for consoles.', zh: '控制台授权使用的委托 ID。', example: '"agency-1"',
    }),
  },
  result: shape(plainAnswer),
  errors: ['OSM.01010001', 'OSM.01010002', 'OSM.01010014'],
  doc: {
    en: 'Confirms a pending authorization: lends the named accounts to the engineer who asked, for a limited time.',
    zh: '确认待授权的授权单：在限定时间内将指定账号授权给申请的工程师使用。',
  },
});
