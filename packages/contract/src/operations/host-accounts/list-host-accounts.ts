import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText, listedId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { hostAccountFields } from '../../values/host-account.ts';
import { hostProtocol } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ListHostAccounts = operation({
  action: 'ListHostAccounts', version: '2019-12-09', group: 'host-accounts', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListHostAccounts', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: required(idText, 'public', {
      en: 'Host whose accounts are listed; 0 lets HostIds choose.', zh: '要查询账户的主机 ID；填 0 时由 HostIds 指定。', example: '1',
    }),
    HostAccountName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only accounts with exactly this name.', zh: '只返回名称完全一致的账户。', example: 'root',
    }),
    HostIds: optional(Type.Array(listedId, { minItems: 1, maxItems: 100 }), 'public', {
      en: 'Hosts whose accounts are listed; counts only when HostId is 0.', zh: '要查询账户的多个主机 ID，仅当 HostId 为 0 时生效。', example: '["2","3"]', wire: 'json-string',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    ProjectId: projectId,
    ProtocolName: optional(hostProtocol, 'public', {
      en: 'Only accounts of this protocol.', zh: '只返回该协议的账户。', example: 'SSH',
    }),
    RegionId: regionId,
  },
  result: shape({ HostAccounts: Type.Array(shape(hostAccountFields)), TotalCount: totalCount }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists accounts of hosts, page by page.',
    zh: '分页查询主机账户。',
  },
});
