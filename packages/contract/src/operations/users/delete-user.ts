import { operation } from '../../operation.ts';
import { userId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteUser = operation({
  action: 'DeleteUser', version: '2019-12-09', group: 'users', accessLevel: 'delete', kind: 'write',
  ramAction: 'yundun-bastionhost:DeleteUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: userId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a user with keys and grants. Running sessions of the user end at once.',
    zh: '删除用户及其公钥和授权，其正在进行的会话立即终止。',
  },
});
