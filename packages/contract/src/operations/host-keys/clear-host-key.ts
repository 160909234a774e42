import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId } from '../../parameters/ids.ts';
import { pinnedPort } from '../../parameters/pinned-port.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const ClearHostKey = operation({
  action: 'ClearHostKey', version: '2026-11-01', group: 'host-keys', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:ClearHostKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    Port: pinnedPort({ en: 'Only keys of this port. Absent: of all ports.', zh: '只清除该端口的密钥。不传表示所有端口。' }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({ Cleared: Type.Integer({ minimum: 0 }) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Forgets the pinned keys of a host, after its key was changed on purpose. Until a key is pinned anew, no vaulted secret is sent to it.',
    zh: '清除主机已固定的密钥，用于主机密钥正常更换之后。重新固定之前不会向该主机发送托管凭据。',
  },
});
