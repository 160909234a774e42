import { operation } from '../../operation.ts';
import { operationTicketId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const WithdrawOperationTicket = operation({
  action: 'WithdrawOperationTicket', version: '2026-11-01', group: 'tickets', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:WithdrawOperationTicket', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    OperationTicketId: operationTicketId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'TicketStateConflict'],
  doc: {
    en: 'Withdraws an O&M ticket that waits for a decision. For the applicant alone: an administrator rejects it.',
    zh: '撤回等待审批的运维工单，仅供申请人本人使用，管理员应驳回工单。',
  },
});
