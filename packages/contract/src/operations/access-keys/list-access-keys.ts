import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ListAccessKeys = operation({
  action: 'ListAccessKeys', version: '2026-11-01', group: 'access-keys', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListAccessKeys', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: optional(idText, 'public', {
      en: 'Only keys of this principal.', zh: '只返回该主体的密钥。', example: '1',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    AccessKeys: Type.Array(shape({
      AccessKeyId: Type.String(), PrincipalId: Type.String(), Status: Type.Enum(['Active', 'Inactive']), CreatedTime: unixSeconds,
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists access keys without their secrets, page by page.',
    zh: '分页查询访问密钥，不返回密钥内容。',
  },
});
