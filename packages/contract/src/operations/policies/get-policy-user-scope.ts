import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const GetPolicyUserScope = operation({
  action: 'GetPolicyUserScope', version: '2019-12-09', group: 'policies', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetPolicyUserScope', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    UserScope: shape({ ScopeType: Type.Optional(Type.String()), UserGroupIds: Type.Array(Type.String()), UserIds: Type.Array(Type.String()) }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows to whom a control policy applies. ScopeType is there only when it is All.',
    zh: '查询控制策略生效的用户范围；仅当范围为全部时返回 ScopeType。',
  },
});
