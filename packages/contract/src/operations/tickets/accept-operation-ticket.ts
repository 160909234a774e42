import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { commentText } from '../../parameters/comments.ts';
import { operationTicketId } from '../../parameters/ids.ts';
import { defaulted, optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const AcceptOperationTicket = operation({
  action: 'AcceptOperationTicket', version: '2019-12-09', group: 'tickets', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:AcceptOperationTicket', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    OperationTicketId: operationTicketId,
    Comment: optional(commentText, 'public', {
      en: 'Words of the reviewer for the engineer, at most 500 characters.', zh: '审批人给运维人员的说明，最多 500 个字符。', example: 'until noon',
    }),
    EffectCount: defaulted(Type.Enum(['0', '1']), '0', 'public', {
      en: '0: log-ons are not counted; 1: one log-on.', zh: '0 表示不限登录次数，1 表示仅限一次。', example: '1',
    }),
    EffectEndTime: optional(unixSeconds, 'public', {
      en: 'End of the approved period in unix seconds, later than the start.', zh: '批准的结束时间（UNIX 秒），须晚于开始时间。', example: '1798732800',
    }),
    EffectStartTime: optional(unixSeconds, 'public', {
      en: 'Start of the approved period in unix seconds.', zh: '批准的开始时间（UNIX 秒）。', example: '1795708800',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Accepts an O&M ticket: the waiting log-on is let in at once. A ticket is decided once.',
    zh: '通过运维工单，等待中的登录立即放行。每张工单只能审批一次。',
  },
});
