import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { changedComment } from '../../parameters/comments.ts';
import { idText } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { base64 } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';

export const ModifyUserPublicKey = operation({
  action: 'ModifyUserPublicKey', version: '2019-12-09', group: 'public-keys', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyUserPublicKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PublicKeyId: required(idText, 'public', {
      en: 'Id of the public key.', zh: '公钥 ID。', example: '11',
    }),
    Comment: changedComment,
    PublicKey: optional(base64(16_384), 'public', {
      en: 'Line of an OpenSSH public key file, in base64, that takes the place of the old key. Ed25519, ECDSA or RSA. Empty: unchanged.', zh: '用于替换原公钥的 OpenSSH 公钥文件内容的 Base64 编码，支持 Ed25519、ECDSA 和 RSA。为空表示不修改。', example: 'c3NoLWVkMjU1MTkgQUFBQQ==', encoding: 'base64',
    }),
    PublicKeyName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'New name of the key. Empty: unchanged.', zh: '新的公钥名称。为空表示不修改。', example: 'desktop',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PublicKeyAlreadyExists'],
  doc: {
    en: 'Changes a public key; what is empty or left out stays as it is. With a new key in its place, nobody logs on with the old one any more.',
    zh: '修改公钥；未填写的字段保持不变。替换公钥内容后，原公钥无法再用于登录。',
  },
});
