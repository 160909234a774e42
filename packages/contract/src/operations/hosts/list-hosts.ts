import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { address, addressType, hostSource, osType, sourceInstanceState } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ListHosts = operation({
  action: 'ListHosts', version: '2019-12-09', group: 'hosts', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListHosts', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostAddress: optional(address, 'public', {
      en: 'Only hosts with exactly this public or private address.', zh: '只返回公网或内网地址完全一致的主机。', example: '192.168.0.10',
    }),
    HostGroupId: optional(idText, 'public', {
      en: 'Only hosts of this asset group; an unknown group has none.', zh: '只返回该资产组中的主机；资产组不存在时结果为空。', example: '1',
    }),
    HostName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only hosts with exactly this name.', zh: '只返回名称完全一致的主机。', example: 'web-01',
    }),
    OSType: optional(osType, 'public', {
      en: 'Only hosts with this operating system.', zh: '只返回该操作系统的主机。', example: 'Linux',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(10),
    ProjectId: projectId,
    RegionId: regionId,
    Source: optional(hostSource, 'public', {
      en: 'Only hosts from this source.', zh: '只返回该来源的主机。', example: 'Local',
    }),
    SourceInstanceId: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only the host of this machine at its source.', zh: '只返回来源实例 ID 完全一致的主机。', example: 'i-bp19ienyt0yax7480001',
    }),
    SourceInstanceState: optional(sourceInstanceState, 'public', {
      en: 'Only hosts whose machine at the source is in this state.', zh: '只返回来源实例处于该状态的主机。', example: 'Normal',
    }),
  },
  result: shape({
    Hosts: Type.Array(shape({
      ActiveAddressType: addressType,
      Comment: Type.String(),
      HostAccountCount: Type.Integer({ minimum: 0 }),
      HostId: Type.String(),
      HostName: Type.String(),
      HostPrivateAddress: Type.String(),
      HostPublicAddress: Type.String(),
      OSType: osType,
      Source: hostSource,
      SourceInstanceId: Type.String(),
      SourceInstanceState: sourceInstanceState,
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists the hosts of the project, page by page.',
    zh: '分页查询项目中的主机。',
  },
});
