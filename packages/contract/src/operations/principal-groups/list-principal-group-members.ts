import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalGroupId } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { listedPrincipal } from '../../values/principals.ts';
import { shape } from '../../values/shape.ts';

export const ListPrincipalGroupMembers = operation({
  action: 'ListPrincipalGroupMembers', version: '2026-11-01', group: 'principal-groups', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListPrincipalGroupMembers', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalGroupId: principalGroupId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({ Principals: Type.Array(listedPrincipal), TotalCount: totalCount }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists the members of a principal group, page by page.',
    zh: '分页查询主体组的成员。',
  },
});
