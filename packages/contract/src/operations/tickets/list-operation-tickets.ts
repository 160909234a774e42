import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { address } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';
import { ticketFields } from '../../values/tickets.ts';

export const ListOperationTickets = operation({
  action: 'ListOperationTickets', version: '2019-12-09', group: 'tickets', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListOperationTickets', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    AssetAddress: optional(address, 'public', {
      en: 'Only tickets for the asset with exactly this address.', zh: '只返回资产地址完全一致的工单。', example: '192.168.0.10',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20, 1000),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    OperationTickets: Type.Array(shape({ ...ticketFields, State: Type.Literal('Normal') })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists O&M tickets that wait for a decision.',
    zh: '查询等待审批的运维工单。',
  },
});
