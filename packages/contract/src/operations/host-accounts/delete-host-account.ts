import { operation } from '../../operation.ts';
import { hostAccountId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteHostAccount = operation({
  action: 'DeleteHostAccount', version: '2019-12-09', group: 'host-accounts', accessLevel: 'delete', kind: 'write',
  ramAction: 'yundun-bastionhost:DeleteHostAccount', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    HostAccountId: hostAccountId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a host account with its secrets and grants. Sessions on it end.',
    zh: '删除主机账户及其凭据和授权，使用该账户的会话随即终止。',
  },
});
