import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { caseId, idText } from '../../parameters/ids.ts';
import { defaulted, optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

const detail = shape({
  Type: Type.Enum(['Console', 'Host']),
  HostId: Type.Optional(idText),
  Account: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  Port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
});

export const RequestAuthorization = operation({
  action: 'RequestAuthorization', version: '2026-11-01', group: 'authorizations', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:RequestAuthorization', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    CaseId: caseId,
    Description: required(Type.String({ minLength: 1, maxLength: 2000 }), 'public', {
      en: 'What the engineer wants to do; the customer reads it. 1 to 2000 characters.', zh: '工程师的操作说明，供客户查看，1 至 2000 个字符。', example: 'look at the disk alarm',
    }),
    Details: required(Type.Array(detail, { minItems: 1, maxItems: 5 }), 'public', {
      en: 'What is asked for, 1 to 5: a host with HostId and, if known, Account and Port; or a console.', zh: '申请的明细，1 至 5 项：主机需填写 HostId，可填写 Account 和 Port；或控制台。', example: '[{"Type":"Host","HostId":"1","Account":"root","Port":22}]', wire: 'json',
    }),
    Commitment: optional(Type.String({ maxLength: 2000 }), 'public', {
      en: 'The vendor\'s undertaking that the customer reads before confirming.', zh: '服务方的承诺书内容，供客户确认前查看。', example: 'I change nothing but the log settings.',
    }),
    DurationSeconds: defaulted(Type.Integer({ minimum: 60, maximum: 2_592_000 }), 28_800, 'public', {
      en: 'How long access is asked for, 60 seconds to 30 days. Left out: 8 hours.', zh: '申请的时长，60 秒至 30 天；不填表示 8 小时。', example: '28800',
    }),
    UserId: optional(idText, 'public', {
      en: 'The support engineer\'s user. Left out: the user tied to the caller.', zh: '支持工程师的用户 ID；不填表示与调用者绑定的用户。', example: '3',
    }),
    RegionId: regionId,
  },
  result: shape({ AuthorizationId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'CaseStateConflict'],
  doc: {
    en: 'Asks the customer of a service ticket for access to hosts or a console, for one engineer and a limited time.',
    zh: '就工单向客户申请主机或控制台的限时访问授权，供一名工程师使用。',
  },
});
