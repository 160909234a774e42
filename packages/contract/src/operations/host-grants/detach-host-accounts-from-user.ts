import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { userId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { grantResult, grantTargets } from '../../values/grants.ts';
import { shape } from '../../values/shape.ts';

export const DetachHostAccountsFromUser = operation({
  action: 'DetachHostAccountsFromUser', version: '2019-12-09', group: 'host-grants', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:DetachHostAccountsFromUser', ramResource: 'all', ratePerSecond: 30,
  params: {
    InstanceId: instanceId,
    Hosts: required(grantTargets, 'public', {
      en: 'Up to 10 hosts with up to 10 accounts each. A host alone is revoked with all its accounts.', zh: '最多 10 台主机，每台最多 10 个账户；只填主机表示撤销该主机及其全部账户。', example: '[{"HostId":"1"},{"HostId":"2","HostAccountIds":["1","2"]}]', wire: 'json-string',
    }),
    UserId: userId,
    RegionId: regionId,
  },
  result: shape({ Results: Type.Array(grantResult) }),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Takes hosts and host accounts away from a user. Sessions that no other path allows end at once; others go on.',
    zh: '撤销用户的主机和主机账户授权。不再被任何途径允许的会话立即终止，其他会话不受影响。',
  },
});
