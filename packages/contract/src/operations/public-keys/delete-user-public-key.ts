import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteUserPublicKey = operation({
  action: 'DeleteUserPublicKey', version: '2019-12-09', group: 'public-keys', accessLevel: 'delete', kind: 'write',
  ramAction: 'yundun-bastionhost:DeleteUserPublicKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PublicKeyId: required(idText, 'public', {
      en: 'Id of the public key.', zh: '公钥 ID。', example: '11',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Deletes a public key: nobody logs on with it any more.',
    zh: '删除公钥，此后无法再用其登录。',
  },
});
