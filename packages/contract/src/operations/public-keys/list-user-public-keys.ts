import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';

export const ListUserPublicKeys = operation({
  action: 'ListUserPublicKeys', version: '2019-12-09', group: 'public-keys', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListUserPublicKeys', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
    UserId: optional(idText, 'public', {
      en: 'Only keys of this user; left out, of all users.', zh: '只返回该用户的公钥；不填返回所有用户的公钥。', example: '2',
    }),
  },
  result: shape({
    PublicKeys: Type.Array(shape({
      Comment: Type.String(), FingerPrint: Type.String(), PublicKeyId: Type.String(), PublicKeyName: Type.String(), UserId: Type.String(),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists registered public keys, page by page.',
    zh: '分页查询已添加的用户公钥。',
  },
});
