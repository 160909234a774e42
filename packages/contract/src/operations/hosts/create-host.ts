import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { comment } from '../../parameters/comments.ts';
import { idText } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { address, addressType, hostSource, osType } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const CreateHost = operation({
  action: 'CreateHost', version: '2019-12-09', group: 'hosts', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreateHost', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    ActiveAddressType: required(addressType, 'public', {
      en: 'Which address sessions dial.', zh: '会话连接时使用的地址类型。', example: 'Private',
    }),
    HostName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Name of the host, unique in the project.', zh: '主机名称，在项目内唯一。', example: 'web-01',
    }),
    OSType: required(osType, 'public', {
      en: 'Operating system.', zh: '操作系统类型。', example: 'Linux',
    }),
    Source: required(hostSource, 'public', {
      en: 'Where the host comes from: Local, Ecs or Rds (dedicated cluster).', zh: '主机来源：Local（本地）、Ecs 或 Rds（专属集群主机）。', example: 'Local',
    }),
    Comment: comment,
    HostPrivateAddress: optional(address, 'public', {
      en: 'Address in the private network; needed with ActiveAddressType=Private.', zh: '内网地址；ActiveAddressType 为 Private 时必填。', example: '192.168.0.10', requiredWhen: [{ param: 'ActiveAddressType', equals: ['Private'] }],
    }),
    HostPublicAddress: optional(address, 'public', {
      en: 'Public address; needed with ActiveAddressType=Public.', zh: '公网地址；ActiveAddressType 为 Public 时必填。', example: '203.0.113.10', requiredWhen: [{ param: 'ActiveAddressType', equals: ['Public'] }],
    }),
    InstanceMemberId: optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), 'public', {
      en: 'Account of a resource directory that owns the machine.', zh: '机器所属资源目录成员账号 ID。', example: '1605494000000001',
    }),
    InstanceRegionId: optional(Type.String({ maxLength: 64 }), 'public', {
      en: 'Region of the machine; needed for Ecs and Rds.', zh: '机器所在地域；来源为 Ecs 或 Rds 时必填。', example: 'cn-hangzhou', requiredWhen: [{ param: 'Source', equals: ['Ecs', 'Rds'] }],
    }),
    NetworkDomainId: optional(idText, 'public', {
      en: 'Network domain through which the host is reached.', zh: '连接该主机所经过的网络域 ID。', example: '1',
    }),
    ProjectId: projectId,
    RegionId: regionId,
    SourceInstanceId: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Id of the machine at its source; needed for Ecs and Rds.', zh: '来源侧的实例 ID；来源为 Ecs 或 Rds 时必填。', example: 'i-bp19ienyt0yax7480001', requiredWhen: [{ param: 'Source', equals: ['Ecs', 'Rds'] }],
    }),
  },
  result: shape({ HostId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'HostNameAlreadyExists'],
  doc: {
    en: 'Creates a host.',
    zh: '创建主机。',
  },
});
