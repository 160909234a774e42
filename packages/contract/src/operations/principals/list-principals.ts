import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { listedPrincipal } from '../../values/principals.ts';
import { shape } from '../../values/shape.ts';

export const ListPrincipals = operation({
  action: 'ListPrincipals', version: '2026-11-01', group: 'principals', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListPrincipals', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    Principals: Type.Array(listedPrincipal),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists principals, page by page.',
    zh: '分页查询主体。',
  },
});
