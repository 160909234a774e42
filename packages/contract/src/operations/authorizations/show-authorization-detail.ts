import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { authorizationId, filledGroupId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { authorizationWithDetails } from '../../values/authorizations.ts';
import { shape } from '../../values/shape.ts';

export const ShowAuthorizationDetail = restOperation({
  operationId: 'ShowAuthorizationDetail', sdkName: 'show_authorization_detail', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations/{authorization_id}', ramAction: 'osm:ShowAuthorizationDetail',
  headers: COMMON_HEADERS, pathParams: { authorization_id: authorizationId },
  query: { group_id: filledGroupId },
  body: {},
  result: shape(authorizationWithDetails),
  errors: ['OSM.01010001', 'OSM.01010002'],
  doc: {
    en: 'Shows an authorization with the consoles and hosts that it is about. Secrets are never answered.',
    zh: '查询授权单及其涉及的控制台和主机，不返回任何密钥或密码。',
  },
});
