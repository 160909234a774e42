import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { listedId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { itemCode, itemMessage } from '../../values/batches.ts';
import { addressType } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ModifyHostsActiveAddressType = operation({
  action: 'ModifyHostsActiveAddressType', version: '2019-12-09', group: 'hosts', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyHostsActiveAddressType', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    ActiveAddressType: required(addressType, 'public', {
      en: 'Which address sessions dial from now on. The pinned host key stays.', zh: '此后会话连接时使用的地址类型；已固定的主机密钥保持不变。', example: 'Private',
    }),
    HostIds: required(Type.Array(listedId, { minItems: 1, maxItems: 100 }), 'public', {
      en: 'Ids of the hosts: 1 to 100.', zh: '主机 ID，1 至 100 个。', example: '["1","2"]', wire: 'json-string',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Results: Type.Array(shape({ Code: itemCode, HostId: Type.String(), Message: itemMessage })),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Sets which address of several hosts sessions dial. Answers per host. Sessions that run go on.',
    zh: '批量修改主机的连接地址类型，结果逐个返回；正在进行的会话不受影响。',
  },
});
