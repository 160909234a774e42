import { Type } from 'typebox';
import { restOperation } from '../../rest-operation.ts';
import { shape } from '../../values/shape.ts';

export const ShowLoginType = restOperation({
  operationId: 'ShowLoginType', sdkName: 'show_login_type', group: 'authorizations', kind: 'read',
  method: 'GET', path: '/v2/servicerequest/authorizations/login-type', ramAction: 'osm:ShowLoginType',
  headers: ['X-Language', 'X-Time-Zone'], pathParams: {}, query: {}, body: {},
  result: shape({ login_type: Type.Optional(Type.String()) }),
  errors: [],
  doc: {
    en: 'Tells how engineers log on to authorized hosts.',
    zh: '查询工程师登录授权主机的方式。',
  },
});
