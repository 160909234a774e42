import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restRequired } from '../../parameters/rest-param.ts';
import { authorizationDetailId, groupId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { plainAnswer } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const CheckHosts = restOperation({
  operationId: 'CheckHosts', sdkName: 'check_hosts', group: 'authorizations', kind: 'write',
  method: 'POST', path: '/v2/servicerequest/authorizations/authorization-details/{authorization_detail_id}/verify-host', ramAction: 'osm:CheckHosts',
  headers: COMMON_HEADERS, pathParams: { authorization_detail_id: authorizationDetailId },
  query: {},
  body: {
    port: restRequired(Type.Integer({ minimum: 1, maximum: 65_535 }), 'public', {
      en: 'SSH port of the host.', zh: '主机的 SSH 端口。', example: '22',
    }),
    account: restRequired(Type.String({ minLength: 1, maxLength: 64 }), 'public', {
      en: 'Account on the host.', zh: '主机账号。', example: '"test"',
    }),
    password: restRequired(Type.String({ minLength: 1, maxLength: 1024 }), 'secret', {
      en: 'Password of the account.', zh: '账号密码。', example: '"test"',
    }),
    group_id: groupId,
  },
  result: shape(plainAnswer),
  errors: ['OSM.01010001', 'OSM.01010002', 'OSM.01010003', 'OSM.01010014'],
  doc: {
    en: 'Logs on to the host of a pending authorization with the credentials given and says whether that worked; five tries a detail, and twenty a host in a day.',
    zh: '使用给定凭据登录待授权的主机并返回是否成功，每项授权明细最多尝试五次，每台主机每天最多二十次。',
  },
});
