import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { changedComment } from '../../parameters/comments.ts';
import { hostId, idText } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { address, osType, prefKex } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ModifyHost = operation({
  action: 'ModifyHost', version: '2019-12-09', group: 'hosts', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyHost', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    Comment: changedComment,
    HostName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'New name. Empty: unchanged.', zh: '新的主机名称。为空表示不修改。', example: 'web-02',
    }),
    HostPrivateAddress: optional(address, 'public', {
      en: 'New private address. The pinned host key stays. Empty: unchanged.', zh: '新的内网地址；已固定的主机密钥保持不变。为空表示不修改。', example: '192.168.0.11',
    }),
    HostPublicAddress: optional(address, 'public', {
      en: 'New public address. The pinned host key stays. Empty: unchanged.', zh: '新的公网地址；已固定的主机密钥保持不变。为空表示不修改。', example: '203.0.113.11',
    }),
    NetworkDomainId: optional(idText, 'public', {
      en: 'New network domain. Empty: unchanged.', zh: '新的网络域 ID。为空表示不修改。', example: '1',
    }),
    OSType: optional(osType, 'public', {
      en: 'New operating system. Empty: unchanged.', zh: '新的操作系统类型。为空表示不修改。', example: 'Linux',
    }),
    PrefKex: optional(prefKex, 'public', {
      en: 'Key exchange that the host prefers; Linux hosts only. Empty: unchanged.', zh: '主机首选的密钥交换算法，仅适用于 Linux 主机。为空表示不修改。', example: 'default',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'HostNameAlreadyExists'],
  doc: {
    en: 'Changes a host; what is empty or left out stays as it is.',
    zh: '修改主机；未填写的字段保持不变。',
  },
});
