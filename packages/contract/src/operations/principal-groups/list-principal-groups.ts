import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ListPrincipalGroups = operation({
  action: 'ListPrincipalGroups', version: '2026-11-01', group: 'principal-groups', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListPrincipalGroups', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    PrincipalGroups: Type.Array(shape({ PrincipalGroupId: Type.String(), Name: Type.String(), CreatedTime: unixSeconds })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists principal groups, page by page.',
    zh: '分页查询主体组。',
  },
});
