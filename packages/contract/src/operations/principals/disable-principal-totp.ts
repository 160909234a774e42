import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DisablePrincipalTotp = operation({
  action: 'DisablePrincipalTotp', version: '2026-11-01', group: 'principals', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:DisablePrincipalTotp', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Takes a principal\'s second factor away.',
    zh: '停用主体的双因子认证。',
  },
});
