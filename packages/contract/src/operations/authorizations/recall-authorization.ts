import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { authorizationId } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const RecallAuthorization = operation({
  action: 'RecallAuthorization', version: '2026-11-01', group: 'authorizations', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:RecallAuthorization', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    AuthorizationId: authorizationId,
    Comment: optional(Type.String({ maxLength: 300 }), 'public', {
      en: 'Why, at most 300 characters.', zh: '撤回原因，最多 300 个字符。', example: 'no longer needed',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'AuthorizationStateConflict'],
  doc: {
    en: 'Takes back what the caller asked for, confirmed or not, or what a principal asked for that is deleted; sessions that run on it end at once.',
    zh: '撤回调用者或已删除主体申请的授权，无论客户是否已确认；依据其运行的会话立即终止。',
  },
});
