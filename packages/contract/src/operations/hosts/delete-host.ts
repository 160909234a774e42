import { operation } from '../../operation.ts';
import { hostId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteHost = operation({
  action: 'DeleteHost', version: '2019-12-09', group: 'hosts', accessLevel: 'delete', kind: 'write',
  ramAction: 'yundun-bastionhost:DeleteHost', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a host with its accounts, secrets and grants. Sessions on it end.',
    zh: '删除主机及其账户、凭据和授权，其上的会话随即终止。',
  },
});
