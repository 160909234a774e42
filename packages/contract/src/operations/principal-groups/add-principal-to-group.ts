import { operation } from '../../operation.ts';
import { principalGroupId, principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const AddPrincipalToGroup = operation({
  action: 'AddPrincipalToGroup', version: '2026-11-01', group: 'principal-groups', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:AddPrincipalToGroup', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalGroupId: principalGroupId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'TooManyGroupMembers'],
  doc: {
    en: 'Adds a principal to a group; one that is a member stays one.',
    zh: '将主体加入主体组；已是成员时不产生作用。',
  },
});
