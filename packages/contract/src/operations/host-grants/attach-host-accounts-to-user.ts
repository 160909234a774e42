import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { userId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { grantResult, grantTargets } from '../../values/grants.ts';
import { shape } from '../../values/shape.ts';

export const AttachHostAccountsToUser = operation({
  action: 'AttachHostAccountsToUser', version: '2019-12-09', group: 'host-grants', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:AttachHostAccountsToUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    Hosts: required(grantTargets, 'public', {
      en: 'Up to 10 hosts with up to 10 accounts each. A host alone is granted without accounts.', zh: '最多 10 台主机，每台最多 10 个账户；只填主机表示仅授权主机。', example: '[{"HostId":"1"},{"HostId":"2","HostAccountIds":["1","2"]}]', wire: 'json-string',
    }),
    UserId: userId,
    RegionId: regionId,
  },
  result: shape({ Results: Type.Array(grantResult) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Grants hosts and host accounts to a user. Answers per host and account, in the order given.',
    zh: '为用户授权主机和主机账户，结果按传入顺序逐个返回。',
  },
});
