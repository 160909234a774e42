import { operation } from '../../operation.ts';
import { principalGroupId, principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const RemovePrincipalFromGroup = operation({
  action: 'RemovePrincipalFromGroup', version: '2026-11-01', group: 'principal-groups', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:RemovePrincipalFromGroup', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalGroupId: principalGroupId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Takes a principal out of a group, at once for every call that follows.',
    zh: '将主体移出主体组，对后续调用立即生效。',
  },
});
