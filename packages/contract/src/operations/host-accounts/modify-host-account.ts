import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { hostAccountId, idText } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { base64, privilegeType, rotationMode } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ModifyHostAccount = operation({
  action: 'ModifyHostAccount', version: '2019-12-09', group: 'host-accounts', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyHostAccount', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    HostAccountId: hostAccountId,
    HostAccountName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'New log-on name. Empty: unchanged.', zh: '新的登录名。为空表示不修改。', example: 'root',
    }),
    HostShareKeyId: optional(idText, 'public', {
      en: 'New shared key. Empty: unchanged.', zh: '新的共享密钥 ID。为空表示不修改。', example: '1',
    }),
    PassPhrase: optional(Type.String({ maxLength: 512 }), 'secret', {
      en: 'Pass phrase of the new private key. Empty: unchanged.', zh: '新私钥的口令。为空表示不修改。', example: 'correct horse',
    }),
    Password: optional(Type.String({ maxLength: 512 }), 'secret', {
      en: 'New password, kept sealed. Empty: unchanged.', zh: '新的密码，加密保存。为空表示不修改。', example: 'Ab1!efgh',
    }),
    PrivateKey: optional(base64(65_536), 'secret', {
      en: 'New private key file in base64, kept sealed. SSH only. Empty: unchanged.', zh: '新的私钥文件内容的 Base64 编码，加密保存；仅适用于 SSH。为空表示不修改。', example: 'LS0tLS1CRUdJTg==', encoding: 'base64',
    }),
    PrivilegeType: optional(privilegeType, 'public', {
      en: 'Whether the account may administer others. Empty: unchanged.', zh: '是否为特权账户。为空表示不修改。', example: 'Normal',
    }),
    ProjectId: projectId,
    RegionId: regionId,
    RotationMode: optional(rotationMode, 'public', {
      en: 'Who changes the password at rotation. Empty: unchanged.', zh: '改密方式。为空表示不修改。', example: 'Self',
    }),
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'HostAccountNameAlreadyExists'],
  doc: {
    en: 'Changes a host account; what is empty or left out stays as it is.',
    zh: '修改主机账户；未填写的字段保持不变。',
  },
});
