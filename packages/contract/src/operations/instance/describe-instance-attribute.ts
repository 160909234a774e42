import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { instanceStatus, unixMillis } from '../../values/instances.ts';
import { enableDisable } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const DescribeInstanceAttribute = operation({
  action: 'DescribeInstanceAttribute', version: '2019-12-09', group: 'instance', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:DescribeInstanceAttribute', ramResource: 'instance',
  params: {
    InstanceId: instanceId,
    RegionId: regionId,
  },
  result: shape({
    InstanceAttribute: shape({
      AiCreditStatus: Type.String(),
      AiOpsModule: Type.String(),
      AppOperationModule: enableDisable,
      AuthorizedSecurityGroups: Type.Array(Type.String()),
      Bandwidth: Type.String(),
      BandwidthPackage: Type.String(),
      DbOperationModule: enableDisable,
      Description: Type.String(),
      EniInstanceId: Type.String(),
      ExpireTime: unixMillis,
      HSMModule: Type.String(),
      IDaaSModule: enableDisable,
      InstanceId: Type.String(),
      InstanceStatus: instanceStatus,
      InternetEndpoint: Type.String(),
      IntranetEndpoint: Type.String(),
      KmsSecretModule: enableDisable,
      LicenseCode: Type.String(),
      ModifyPasswordModule: enableDisable,
      NetworkProxyModule: enableDisable,
      Ports: Type.Array(shape({ CustomPort: Type.Integer(), StandardPort: Type.Integer() })),
      PrivateExportIps: Type.Array(Type.String()),
      PrivateWhiteList: Type.Array(Type.String()),
      PublicExportIps: Type.Array(Type.String()),
      PublicIps: Type.Array(Type.String()),
      PublicNetworkAccess: Type.Boolean(),
      PublicWhiteList: Type.Array(Type.String()),
      RDModule: enableDisable,
      RegionId: Type.String(),
      ResourceGroupId: Type.String(),
      RouterRules: Type.Array(Type.String()),
      ScriptDeliverModule: enableDisable,
      SecurityGroupIds: Type.Array(Type.String()),
      SlaveVswitchId: Type.String(),
      StartTime: unixMillis,
      Storage: Type.Integer({ minimum: 0 }),
      VpcId: Type.String(),
      VswitchId: Type.String(),
      WebTerminalModule: enableDisable,
      WhiteListPolicies: Type.Array(shape({ Description: Type.String(), Entry: Type.String() })),
    }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows the properties of one instance: state, ports, addresses, modules.',
    zh: '查询单个实例的属性：状态、端口、地址和功能模块。',
  },
});
