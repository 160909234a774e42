import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { hostProtocol } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ListOperationHostAccounts = operation({
  action: 'ListOperationHostAccounts', version: '2019-12-09', group: 'ops-portal', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListOperationHostAccounts', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    HostAccountName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only accounts with exactly this name.', zh: '只返回名称完全一致的账户。', example: 'root',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    HostAccounts: Type.Array(shape({
      HasPassword: Type.Boolean(),
      HostAccountId: Type.String(),
      HostAccountName: Type.String(),
      HostId: Type.String(),
      HostShareKeyId: Type.String(),
      PrivateKeyFingerprint: Type.String(),
      ProtocolName: hostProtocol,
      SSHConfig: shape({ EnableSFTPChannel: Type.Boolean(), EnableSSHChannel: Type.Boolean() }),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists the accounts of a host that the caller\'s own user may operate.',
    zh: '查询调用者绑定的用户在某主机上可运维的账户。',
  },
});
