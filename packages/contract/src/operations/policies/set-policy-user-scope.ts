import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { listedId, policyId } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const SetPolicyUserScope = operation({
  action: 'SetPolicyUserScope', version: '2019-12-09', group: 'policies', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:SetPolicyUserScope', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ScopeType: required(Type.Enum(['All', 'User', 'UserGroup']), 'public', {
      en: 'All users, listed users, or members of listed user groups.', zh: '全部用户、指定用户或指定用户组的成员。', example: 'User',
    }),
    ProjectId: projectId,
    RegionId: regionId,
    UserGroupIds: optional(Type.Array(listedId, { minItems: 1, maxItems: 100 }), 'public', {
      en: 'User groups of the scope, up to 100; needed with ScopeType=UserGroup.', zh: '范围内的用户组 ID，最多 100 个；ScopeType 为 UserGroup 时必填。', example: '["1"]', wire: 'flat', requiredWhen: [{ param: 'ScopeType', equals: ['UserGroup'] }],
    }),
    UserIds: optional(Type.Array(listedId, { minItems: 1, maxItems: 500 }), 'public', {
      en: 'Users of the scope, up to 500; needed with ScopeType=User.', zh: '范围内的用户 ID，最多 500 个；ScopeType 为 User 时必填。', example: '["1","2"]', wire: 'flat', requiredWhen: [{ param: 'ScopeType', equals: ['User'] }],
    }),
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Replaces the users to whom a control policy applies.',
    zh: '设置控制策略生效的用户范围，覆盖原有设置。',
  },
});
