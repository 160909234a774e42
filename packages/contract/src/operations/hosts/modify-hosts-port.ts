import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { listedId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { itemCode, itemMessage } from '../../values/batches.ts';
import { hostProtocol } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ModifyHostsPort = operation({
  action: 'ModifyHostsPort', version: '2019-12-09', group: 'hosts', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyHostsPort', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    HostIds: required(Type.Array(listedId, { minItems: 1, maxItems: 100 }), 'public', {
      en: 'Ids of the hosts: 1 to 100.', zh: '主机 ID，1 至 100 个。', example: '["1","2"]', wire: 'json-string',
    }),
    Port: required(Type.Integer({ minimum: 22, maximum: 65_535 }), 'public', {
      en: 'New service port, 22 to 65535.', zh: '新的服务端口，22 至 65535。', example: '22',
    }),
    ProtocolName: required(hostProtocol, 'public', {
      en: 'Protocol whose port changes.', zh: '要修改端口的协议。', example: 'SSH',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Results: Type.Array(shape({ Code: itemCode, HostId: Type.String(), Message: itemMessage })),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Sets the service port of a protocol on several hosts. Answers per host.',
    zh: '批量修改主机某协议的服务端口，结果逐个返回。',
  },
});
