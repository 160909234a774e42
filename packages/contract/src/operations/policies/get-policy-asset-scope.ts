import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { policyId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { accountIdScope, accountNameScope } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const GetPolicyAssetScope = operation({
  action: 'GetPolicyAssetScope', version: '2019-12-09', group: 'policies', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetPolicyAssetScope', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    AssetScope: shape({
      Databases: Type.Array(shape({ AccountScopeType: accountIdScope, DatabaseAccountIds: Type.Array(Type.String()), DatabaseId: Type.String() })),
      HostGroups: Type.Array(shape({ AccountNames: Type.Array(Type.String()), AccountScopeType: accountNameScope, HostGroupId: Type.String() })),
      Hosts: Type.Array(shape({ AccountScopeType: accountIdScope, HostAccountIds: Type.Array(Type.String()), HostId: Type.String() })),
      ScopeType: Type.Optional(Type.String()),
    }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows to what assets a control policy applies. ScopeType is there only when it is All.',
    zh: '查询控制策略生效的资产范围；仅当范围为全部时返回 ScopeType。',
  },
});
