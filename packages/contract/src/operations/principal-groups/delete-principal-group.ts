import { operation } from '../../operation.ts';
import { principalGroupId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeletePrincipalGroup = operation({
  action: 'DeletePrincipalGroup', version: '2026-11-01', group: 'principal-groups', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:DeletePrincipalGroup', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalGroupId: principalGroupId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a principal group; its members stay.',
    zh: '删除主体组，成员主体保留。',
  },
});
