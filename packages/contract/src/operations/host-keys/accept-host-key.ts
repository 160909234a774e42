import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { pinnedPort } from '../../parameters/pinned-port.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const AcceptHostKey = operation({
  action: 'AcceptHostKey', version: '2026-11-01', group: 'host-keys', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:AcceptHostKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostId: hostId,
    PublicKey: required(Type.String({ minLength: 1, maxLength: 16_384 }), 'public', {
      en: 'Public key as in a known_hosts line: algorithm and base64.', zh: '公钥，格式同 known_hosts：算法名和 Base64 内容。', example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample',
    }),
    Port: pinnedPort({
      en: 'SSH port that the key is good at, where it is not the port of the host: one that an authorization lends an account at.', zh: '密钥适用的 SSH 端口；用于授权单借出账户所在的、非主机自身的端口。',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({ FingerprintSha256: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'HostKeyAlreadyPinned'],
  doc: {
    en: 'Pins a host key before the first session, or where settings demand that an administrator accepts it.',
    zh: '在首次会话之前固定主机密钥，或用于要求管理员确认主机密钥的场景。',
  },
});
