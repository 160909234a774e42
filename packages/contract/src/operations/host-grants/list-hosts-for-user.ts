import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { userId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { defaulted, optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { address, addressType, osType } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ListHostsForUser = operation({
  action: 'ListHostsForUser', version: '2019-12-09', group: 'host-grants', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListHostsForUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: userId,
    HostAddress: optional(address, 'public', {
      en: 'Only hosts with exactly this public or private address.', zh: '只返回公网或内网地址完全一致的主机。', example: '192.168.0.10',
    }),
    HostName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only hosts with exactly this name.', zh: '只返回名称完全一致的主机。', example: 'web-01',
    }),
    Mode: defaulted(Type.Enum(['Authorized', 'Unauthorized']), 'Authorized', 'public', {
      en: 'Hosts that are granted to the user directly, or those that are not.', zh: '返回已直接授权给该用户的主机，或未授权的主机。', example: 'Authorized',
    }),
    OSType: optional(osType, 'public', {
      en: 'Only hosts with this operating system.', zh: '只返回该操作系统的主机。', example: 'Linux',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Hosts: Type.Array(shape({
      ActiveAddressType: addressType,
      Comment: Type.String(),
      HostId: Type.String(),
      HostName: Type.String(),
      HostPrivateAddress: Type.String(),
      HostPublicAddress: Type.String(),
      OSType: osType,
      ProjectId: Type.String(),
      ProjectName: Type.String(),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists hosts that are, or are not, granted to a user.',
    zh: '查询已授权或未授权给用户的主机。',
  },
});
