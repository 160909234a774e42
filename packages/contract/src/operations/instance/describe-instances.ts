import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { listedId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { instanceStatus, unixMillis } from '../../values/instances.ts';
import { shape } from '../../values/shape.ts';

export const DescribeInstances = operation({
  action: 'DescribeInstances', version: '2019-12-09', group: 'instance', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:DescribeInstanceBastionhost', ramResource: 'instance',
  params: {
    InstanceId: optional(Type.Array(listedId, { minItems: 1, maxItems: 100 }), 'public', {
      en: 'Only these instances.', zh: '只返回这些实例。', example: 'bastionhost-cn-st220aw0001', wire: 'flat',
    }),
    InstanceStatus: optional(instanceStatus, 'public', {
      en: 'Only instances in this state.', zh: '只返回处于该状态的实例。', example: 'RUNNING',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(10),
    RegionId: regionId,
    ResourceGroupId: optional(Type.String({ maxLength: 64 }), 'public', {
      en: 'Only instances of this resource group.', zh: '只返回该资源组中的实例。', example: 'rg-acfm26ougi0001',
    }),
    Tag: optional(Type.Array(shape({ Key: Type.Optional(Type.String({ maxLength: 128 })), Value: Type.Optional(Type.String({ maxLength: 128 })) }), { minItems: 1, maxItems: 20 }), 'public', {
      en: 'Only instances that carry all of these tags; up to 20.', zh: '只返回带有全部这些标签的实例，最多 20 个。', example: '[{"Key":"env","Value":"test"}]', wire: 'flat',
    }),
  },
  result: shape({
    Instances: Type.Array(shape({
      BandWidth: Type.Integer({ minimum: 0 }),
      Description: Type.String(),
      ExpireTime: unixMillis,
      ImageVersion: Type.String(),
      InstanceId: Type.String(),
      InstanceStatus: instanceStatus,
      InternetEndpoint: Type.String(),
      IntranetEndpoint: Type.String(),
      Legacy: Type.Boolean(),
      LicenseCode: Type.String(),
      PlanCode: Type.Enum(['cloudbastion', 'cloudbastion_ha']),
      PublicNetworkAccess: Type.Boolean(),
      RegionId: Type.String(),
      ResourceGroupId: Type.String(),
      SlaveVswitchId: Type.String(),
      StartTime: unixMillis,
      VpcId: Type.String(),
      VswitchId: Type.String(),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Lists bastion instances that the caller may see.',
    zh: '查询调用者可见的堡垒机实例列表。',
  },
});
