import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { defaulted, optional, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { address, hostProtocol } from '../../values/hosts.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ExplainAccess = operation({
  action: 'ExplainAccess', version: '2026-11-01', group: 'access', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ExplainAccess', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: optional(idText, 'public', {
      en: 'Id of the user; this or UserName.', zh: '用户 ID，与 UserName 二选一。', example: '1',
    }),
    UserName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Log-on name of the user; this or UserId.', zh: '用户登录名，与 UserId 二选一。', example: 'zhang_san',
    }),
    HostId: optional(idText, 'public', {
      en: 'Id of the host; this or HostName.', zh: '主机 ID，与 HostName 二选一。', example: '1',
    }),
    HostName: optional(address, 'public', {
      en: 'Name or address of the host; this or HostId.', zh: '主机名称或地址，与 HostId 二选一。', example: 'web-01',
    }),
    Account: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Name of the account on the host.', zh: '主机账户名称。', example: 'root',
    }),
    Protocol: defaulted(hostProtocol, 'SSH', 'public', {
      en: 'Protocol of the log-on.', zh: '登录使用的协议。', example: 'SSH',
    }),
    Address: optional(Type.String({ maxLength: 64 }), 'public', {
      en: 'Source address of the log-on.', zh: '登录的来源地址。', example: '192.0.2.7',
    }),
    At: optional(unixSeconds, 'public', {
      en: 'When, in unix seconds; left out, now.', zh: '判定的时刻（UNIX 秒）；不填表示当前。', example: '1795708800',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Decision: Type.Enum(['allow', 'deny', 'pending']),
    /** Code of a refusal; empty otherwise. */
    Code: Type.String(),
    /** The line that the engineer would read. */
    Message: Type.String(),
    /** When the permission would end by itself, in unix seconds; absent: not by the clock. */
    ValidUntil: Type.Optional(unixSeconds),
    PolicyId: Type.String(),
    OperationTicketId: Type.String(),
    /** What was looked at, in order. */
    Derivation: Type.Array(shape({
      Rule: Type.Enum(['instance', 'session', 'user', 'asset', 'grant', 'policy', 'approval', 'ticket']),
      Outcome: Type.Enum(['pass', 'deny', 'pending', 'none']),
      Code: Type.String(),
      Subject: Type.String(),
      Detail: Type.String(),
      ValidUntil: Type.Optional(unixSeconds),
    })),
  }),
  errors: ['InvalidParameter', 'MissingUserName', 'MissingHostName', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Says whether a log-on would be allowed, refused or held for approval, and why.',
    zh: '说明某次登录会被允许、拒绝还是等待审批，以及原因。',
  },
});
