import { operation } from '../../operation.ts';
import { hostAccountId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { hostAccountFields } from '../../values/host-account.ts';
import { shape } from '../../values/shape.ts';

export const GetHostAccount = operation({
  action: 'GetHostAccount', version: '2019-12-09', group: 'host-accounts', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:GetHostAccount', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostAccountId: hostAccountId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({ HostAccount: shape(hostAccountFields) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one host account: what is set, never a secret.',
    zh: '查询单个主机账户；只显示是否已设置凭据，不返回凭据本身。',
  },
});
