import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { operationTicketId } from '../../parameters/ids.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { ticketEndCause, ticketFields, ticketState } from '../../values/tickets.ts';

export const GetOperationTicket = operation({
  action: 'GetOperationTicket', version: '2026-11-01', group: 'tickets', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:GetOperationTicket', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    OperationTicketId: operationTicketId,
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    OperationTicket: shape({
      ...ticketFields,
      State: ticketState,
      /** When it was decided or ended, in seconds; 0: it still waits. */
      DecidedTime: Type.Integer({ minimum: 0 }),
      /** Principal who decided; empty: nobody did. */
      DecidedBy: Type.String(),
      /** The reviewer's words, or why it was closed. */
      DecisionComment: Type.String(),
      EndCause: ticketEndCause,
      /** Until when it waits for a decision, in seconds. */
      PendingUntil: Type.Integer({ minimum: 0 }),
      /** The session that used up a ticket good for one log-on. */
      SessionId: Type.String(),
    }),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Shows one O&M ticket in any state, with its decision.',
    zh: '查询任意状态的单张运维工单及其审批结果。',
  },
});
