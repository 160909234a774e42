import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { comment } from '../../parameters/comments.ts';
import { userId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { base64 } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const CreateUserPublicKey = operation({
  action: 'CreateUserPublicKey', version: '2019-12-09', group: 'public-keys', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreateUserPublicKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PublicKey: required(base64(16_384), 'public', {
      en: 'Line of an OpenSSH public key file, in base64. Ed25519, ECDSA or RSA.', zh: 'OpenSSH 公钥文件内容的 Base64 编码，支持 Ed25519、ECDSA 和 RSA。', example: 'c3NoLWVkMjU1MTkgQUFBQQ==', encoding: 'base64',
    }),
    PublicKeyName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Name of the key.', zh: '公钥名称。', example: 'laptop',
    }),
    UserId: userId,
    Comment: comment,
    RegionId: regionId,
  },
  result: shape({ PublicKeyId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PublicKeyAlreadyExists'],
  doc: {
    en: 'Registers a public key with which the user may log on.',
    zh: '为用户添加可用于登录的公钥。',
  },
});
