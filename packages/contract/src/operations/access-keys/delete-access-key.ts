import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteAccessKey = operation({
  action: 'DeleteAccessKey', version: '2026-11-01', group: 'access-keys', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:DeleteAccessKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserAccessKeyId: required(Type.String({ minLength: 1, maxLength: 64 }), 'public', {
      en: 'Id of the key to delete. Not called AccessKeyId: signature v1 sends the caller\'s own key under that name.', zh: '要删除的访问密钥 ID。未命名为 AccessKeyId，因为 v1 签名以该名称传递调用者自身的密钥。', example: 'SPexample0001',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PrincipalIsCaller'],
  doc: {
    en: 'Deletes an access key; it stops working at once.',
    zh: '删除访问密钥，立即失效。',
  },
});
