import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { caseId } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { serviceCaseStatus } from '../../values/service-cases.ts';
import { shape } from '../../values/shape.ts';

export const AdvanceServiceCase = operation({
  action: 'AdvanceServiceCase', version: '2026-11-01', group: 'cases', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:AdvanceServiceCase', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    CaseId: caseId,
    Event: required(Type.Enum(['accept', 'ask', 'resume', 'resolve', 'invalidate']), 'public', {
      en: 'What support does: accept the ticket, ask for feedback, resume work, resolve it, or declare it invalid.', zh: '服务方的操作：accept 受理，ask 请求反馈，resume 恢复处理，resolve 给出结果，invalidate 判定无效。', example: 'accept',
    }),
    Comment: optional(Type.String({ maxLength: 2000 }), 'public', {
      en: 'Words for the customer, at most 2000 characters; with resolve, the result.', zh: '给客户的说明，最多 2000 个字符；resolve 时为处理结果。', example: 'cleaned the disk',
    }),
    RegionId: regionId,
  },
  result: shape({ Status: serviceCaseStatus }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'CaseStateConflict'],
  doc: {
    en: 'Moves a service ticket on, from support\'s side. One that is declared invalid ends what was authorized on it.',
    zh: '由服务方推进工单状态。工单被判定无效时，其上的授权一并终止。',
  },
});
