import { Type } from 'typebox';
import { COMMON_HEADERS } from '../../parameters/rest-headers.ts';
import { restOptional, restRequired } from '../../parameters/rest-param.ts';
import { authorizationId, filledGroupId } from '../../parameters/service-tickets.ts';
import { restOperation } from '../../rest-operation.ts';
import { plainAnswer } from '../../values/service-tickets.ts';
import { shape } from '../../values/shape.ts';

export const UpdateAuthorizations = restOperation({
  operationId: 'UpdateAuthorizations', sdkName: 'update_authorizations', group: 'authorizations', kind: 'write',
  method: 'PUT', path: '/v2/servicerequest/authorizations/{authorization_id}/action', ramAction: 'osm:UpdateAuthorizations',
  headers: COMMON_HEADERS, pathParams: { authorization_id: authorizationId },
  query: {
    /** Formally optional and 1 to 16 characters long; only these two words mean anything, and whatever else is a business error (ruling G1). */
    action_id: restRequired(Type.Enum(['reject', 'cancel']), 'public', {
      en: 'What to do: reject a pending authorization, or cancel one that is pending or confirmed.', zh: '操作类型：reject 拒绝待授权的授权单，cancel 取消待授权或已授权的授权单。', example: 'reject', fault: 'business',
    }),
  },
  body: {
    reject_reason: restOptional(Type.String({ minLength: 1, maxLength: 300 }), 'public', {
      en: 'Why, 1 to 300 characters; of a cancellation too.', zh: '原因，1 至 300 个字符，取消时同样保留。', example: '"test"',
    }),
    group_id: filledGroupId,
  },
  result: shape(plainAnswer),
  errors: ['OSM.01010001', 'OSM.01010002', 'OSM.01010014'],
  doc: {
    en: 'Rejects or cancels an authorization. A cancellation ends the sessions that it allowed and destroys what was lent.',
    zh: '拒绝或取消授权单。取消后立即终止其允许的会话，并销毁已授权的凭据。',
  },
});
