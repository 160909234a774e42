import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostId, idText } from '../../parameters/ids.ts';
import { defaulted, optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { base64, hostProtocol, privilegeType, rotationMode } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const CreateHostAccount = operation({
  action: 'CreateHostAccount', version: '2019-12-09', group: 'host-accounts', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreateHostAccount', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostAccountName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Log-on name on the host.', zh: '主机上的登录名。', example: 'root',
    }),
    HostId: hostId,
    ProtocolName: required(hostProtocol, 'public', {
      en: 'Protocol of the account; cannot be changed later.', zh: '账户使用的协议，创建后不可修改。', example: 'SSH',
    }),
    HostShareKeyId: optional(idText, 'public', {
      en: 'Shared key that the account uses.', zh: '账户使用的共享密钥 ID。', example: '1',
    }),
    PassPhrase: optional(Type.String({ maxLength: 512 }), 'secret', {
      en: 'Pass phrase of an encrypted private key.', zh: '私钥的口令。', example: 'correct horse',
    }),
    Password: optional(Type.String({ maxLength: 512 }), 'secret', {
      en: 'Password of the account, kept sealed and never shown.', zh: '账户密码，加密保存且不会返回。', example: 'Ab1!efgh',
    }),
    PrivateKey: optional(base64(65_536), 'secret', {
      en: 'Private key file in base64, kept sealed; preferred over the password. SSH only.', zh: '私钥文件内容的 Base64 编码，加密保存，优先于密码使用；仅适用于 SSH。', example: 'LS0tLS1CRUdJTg==', encoding: 'base64',
    }),
    PrivilegeType: defaulted(privilegeType, 'Normal', 'public', {
      en: 'Whether the account may administer others.', zh: '是否为特权账户。', example: 'Normal',
    }),
    ProjectId: projectId,
    RegionId: regionId,
    RotationMode: defaulted(rotationMode, 'Self', 'public', {
      en: 'Who changes the password at rotation: a privileged account, or the account itself.', zh: '改密方式：由特权账户改密，或由账户自身改密。', example: 'Self',
    }),
  },
  result: shape({ HostAccountId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'HostAccountNameAlreadyExists'],
  doc: {
    en: 'Creates an account of a host, with credentials kept in the vault.',
    zh: '创建主机账户，其凭据加密托管。',
  },
});
