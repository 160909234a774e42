import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { serviceCase, serviceCaseStatus } from '../../values/service-cases.ts';
import { shape } from '../../values/shape.ts';

export const ListServiceCases = operation({
  action: 'ListServiceCases', version: '2026-11-01', group: 'cases', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListServiceCases', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
    Status: optional(serviceCaseStatus, 'public', {
      en: 'Only this status. Deleted ones are listed only by it.', zh: '只返回该状态的工单；已删除的工单仅在指定该状态时返回。', example: 'processing',
    }),
  },
  result: shape({ Cases: Type.Array(serviceCase), TotalCount: totalCount }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists the service tickets of all customers, newest first, page by page.',
    zh: '分页查询全部客户的工单，按时间从新到旧排列。',
  },
});
