import { operation } from '../../operation.ts';
import { commentText } from '../../parameters/comments.ts';
import { operationTicketId } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const RevokeOperationTicket = operation({
  action: 'RevokeOperationTicket', version: '2026-11-01', group: 'tickets', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:RevokeOperationTicket', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    OperationTicketId: operationTicketId,
    Comment: optional(commentText, 'public', {
      en: 'Words for the engineer, at most 500 characters.', zh: '给运维人员的说明，最多 500 个字符。', example: 'incident is over',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'TicketStateConflict'],
  doc: {
    en: 'Takes an accepted O&M ticket back; sessions that run on it end at once.',
    zh: '撤销已通过的运维工单，依据其运行的会话立即终止。',
  },
});
