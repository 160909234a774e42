import { operation } from '../../operation.ts';
import { userId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { userFields } from '../../values/user.ts';

export const GetUser = operation({
  action: 'GetUser', version: '2019-12-09', group: 'users', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: userId,
    RegionId: regionId,
  },
  result: shape({ User: shape(userFields) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one user.',
    zh: '查询单个用户的详情。',
  },
});
