import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId, userId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { hostProtocol } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ListHostAccountsForUser = operation({
  action: 'ListHostAccountsForUser', version: '2019-12-09', group: 'host-grants', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListHostAccountsForUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    UserId: userId,
    HostAccountName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only accounts with exactly this name.', zh: '只返回名称完全一致的账户。', example: 'root',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    HostAccounts: Type.Array(shape({
      HostAccountId: Type.String(), HostAccountName: Type.String(), HostId: Type.String(), IsAuthorized: Type.Boolean(), ProtocolName: hostProtocol,
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists all accounts of a host and whether each is granted to the user directly.',
    zh: '查询主机的全部账户，以及每个账户是否已直接授权给该用户。',
  },
});
