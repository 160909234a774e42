import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const CreateOperationTicket = operation({
  action: 'CreateOperationTicket', version: '2019-12-09', group: 'tickets', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreateOperationTicket', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    ApproveComment: required(Type.String({ minLength: 1, maxLength: 500 }), 'public', {
      en: 'Why access is needed; the reviewer reads it.', zh: '申请理由，供审批人查看。', example: 'fix disk alarm',
    }),
    AssetAccountName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Account on the asset.', zh: '资产账户名称。', example: 'root',
    }),
    AssetId: required(idText, 'public', {
      en: 'Id of the asset.', zh: '资产 ID。', example: '2',
    }),
    ProtocolName: required(Type.Enum(['SSH', 'RDP', 'MySQL', 'PostgreSQL', 'Oracle', 'SQLServer']), 'public', {
      en: 'Protocol of the account.', zh: '账户使用的协议。', example: 'SSH',
    }),
    EffectEndTime: optional(unixSeconds, 'public', {
      en: 'Wished end in unix seconds, later than the start.', zh: '期望的结束时间（UNIX 秒），须晚于开始时间。', example: '1798732800',
    }),
    EffectStartTime: optional(unixSeconds, 'public', {
      en: 'Wished start in unix seconds.', zh: '期望的开始时间（UNIX 秒）。', example: '1795708800',
    }),
    IsOneTimeEffect: optional(Type.Boolean(), 'public', {
      en: 'Whether one log-on is enough; otherwise log-ons are not counted.', zh: '是否只需登录一次；否则不限次数。', example: 'false',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({ OperationTicketId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'TooManyPendingTickets'],
  doc: {
    en: 'Asks, as the caller\'s own user, for approval to operate an account; an equal request that waits is joined.',
    zh: '以调用者绑定的用户身份申请运维审批；已有相同的待审批申请时直接复用。',
  },
});
