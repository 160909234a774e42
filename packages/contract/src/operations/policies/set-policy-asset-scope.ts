import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { listedId, policyId } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { accountIdScope, accountNameScope } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const SetPolicyAssetScope = operation({
  action: 'SetPolicyAssetScope', version: '2019-12-09', group: 'policies', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:SetPolicyAssetScope', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    ScopeType: required(Type.Enum(['All', 'Host', 'Database', 'HostGroup']), 'public', {
      en: 'All assets, or listed ones of one kind.', zh: '全部资产，或某一类的指定资产。', example: 'Host',
    }),
    Databases: optional(Type.Array(shape({
      AccountScopeType: Type.Optional(accountIdScope),
      DatabaseAccountIds: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 500 })),
      DatabaseId: listedId,
    }), { minItems: 1, maxItems: 500 }), 'public', {
      en: 'Databases of the scope, up to 500; needed with ScopeType=Database.', zh: '范围内的数据库，最多 500 个；ScopeType 为 Database 时必填。', example: '[{"DatabaseId":"3","AccountScopeType":"All"}]', wire: 'flat', requiredWhen: [{ param: 'ScopeType', equals: ['Database'] }],
    }),
    HostGroups: optional(Type.Array(shape({
      AccountScopeType: Type.Optional(accountNameScope),
      AccountNames: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 500 })),
      HostGroupId: listedId,
    }), { minItems: 1, maxItems: 100 }), 'public', {
      en: 'Asset groups of the scope, up to 100; needed with ScopeType=HostGroup.', zh: '范围内的资产组，最多 100 个；ScopeType 为 HostGroup 时必填。', example: '[{"HostGroupId":"86","AccountScopeType":"All"}]', wire: 'flat', requiredWhen: [{ param: 'ScopeType', equals: ['HostGroup'] }],
    }),
    Hosts: optional(Type.Array(shape({
      AccountScopeType: Type.Optional(accountIdScope),
      HostAccountIds: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 500 })),
      HostId: listedId,
    }), { minItems: 1, maxItems: 500 }), 'public', {
      en: 'Hosts of the scope, up to 500; needed with ScopeType=Host.', zh: '范围内的主机，最多 500 个；ScopeType 为 Host 时必填。', example: '[{"HostId":"1","AccountScopeType":"AccountId","HostAccountIds":["1"]}]', wire: 'flat', requiredWhen: [{ param: 'ScopeType', equals: ['Host'] }],
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Replaces the assets and accounts to which a control policy applies.',
    zh: '设置控制策略生效的资产和账户范围，覆盖原有设置。',
  },
});
