import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';
import { userFields } from '../../values/user.ts';
import { userSource, userState } from '../../values/users.ts';

export const ListUsers = operation({
  action: 'ListUsers', version: '2019-12-09', group: 'users', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListUsers', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    DisplayName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only users with exactly this display name.', zh: '只返回显示名完全一致的用户。', example: 'Zhang San',
    }),
    Mobile: optional(Type.String({ maxLength: 32 }), 'sensitive', {
      en: 'Only users with exactly this mobile number.', zh: '只返回手机号完全一致的用户。', example: '13500000000',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
    Source: optional(userSource, 'public', {
      en: 'Only users from this source.', zh: '只返回该来源的用户。', example: 'Local',
    }),
    SourceUserId: optional(Type.String({ maxLength: 512 }), 'public', {
      en: 'Only the user tied to this principal or distinguished name.', zh: '只返回与该主体 ID 或 DN 绑定的用户。', example: '1001',
    }),
    UserGroupId: optional(idText, 'public', {
      en: 'Only members of this user group; an unknown group has none.', zh: '只返回该用户组的成员；用户组不存在时结果为空。', example: '1',
    }),
    UserName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only the user with exactly this log-on name.', zh: '只返回登录名完全一致的用户。', example: 'zhang_san',
    }),
    UserState: optional(userState, 'public', {
      en: 'Only users in this state.', zh: '只返回处于该状态的用户。', example: 'Normal',
    }),
  },
  result: shape({ TotalCount: totalCount, Users: Type.Array(shape(userFields)) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists the users of the instance, page by page.',
    zh: '分页查询实例中的用户。',
  },
});
