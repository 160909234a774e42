import { operation } from '../../operation.ts';
import { authorizationId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { requestedAuthorization } from '../../values/requested-authorizations.ts';
import { shape } from '../../values/shape.ts';

export const GetRequestedAuthorization = operation({
  action: 'GetRequestedAuthorization', version: '2026-11-01', group: 'authorizations', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:GetRequestedAuthorization', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    AuthorizationId: authorizationId,
    RegionId: regionId,
  },
  result: shape({ Authorization: requestedAuthorization }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one authorization that was asked for, and what became of it.',
    zh: '查询单个授权申请及其结果。',
  },
});
