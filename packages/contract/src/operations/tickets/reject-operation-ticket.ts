import { operation } from '../../operation.ts';
import { commentText } from '../../parameters/comments.ts';
import { operationTicketId } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const RejectOperationTicket = operation({
  action: 'RejectOperationTicket', version: '2019-12-09', group: 'tickets', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:RejectOperationTicket', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    OperationTicketId: operationTicketId,
    Comment: optional(commentText, 'public', {
      en: 'Words of the reviewer for the engineer, at most 500 characters.', zh: '审批人给运维人员的说明，最多 500 个字符。', example: 'not today',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'InternalError'],
  doc: {
    en: 'Rejects an O&M ticket: the waiting engineer reads the comment and is disconnected. A ticket is decided once; the same call repeated by the same principal within 10 minutes succeeds without effect.',
    zh: '驳回运维工单，等待中的运维人员会看到说明并被断开。每张工单只能审批一次；同一主体在 10 分钟内重复相同调用会成功但不再产生作用。',
  },
});
