import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const ClearPrincipalPassword = operation({
  action: 'ClearPrincipalPassword', version: '2026-11-01', group: 'principals', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:ClearPrincipalPassword', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Takes a principal\'s password away: it cannot ask for tokens any more.',
    zh: '清除主体的密码，此后无法再获取令牌。',
  },
});
