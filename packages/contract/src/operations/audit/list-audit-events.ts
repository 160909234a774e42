import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { unixMillis } from '../../values/instances.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ListAuditEvents = operation({
  action: 'ListAuditEvents', version: '2026-11-01', group: 'audit', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListAuditEvents', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    Kind: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only events of this kind, such as `api.LockUsers` or `session.end`.', zh: '只返回该类型的事件，例如 api.LockUsers 或 session.end。', example: 'api.LockUsers',
    }),
    RequestId: optional(Type.String({ maxLength: 64 }), 'public', {
      en: 'Only events of this API call.', zh: '只返回该次 API 调用的事件。', example: 'EC9BF0F4-8983-491A-BC8C-1B4DD94976DE',
    }),
    SessionId: optional(Type.String({ maxLength: 64 }), 'public', {
      en: 'Only events of this session.', zh: '只返回该会话的事件。', example: '0b8e6a4e-5f0c-4f5e-9a59-3c1b8d3f7a11',
    }),
    ActorName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only events caused by this principal, user or node.', zh: '只返回由该主体、用户或节点引发的事件。', example: 'administrator',
    }),
    StartTime: optional(unixSeconds, 'public', {
      en: 'Only events at or after this time, in unix seconds.', zh: '只返回该时刻及之后的事件（UNIX 秒）。', example: '1795708800',
    }),
    EndTime: optional(unixSeconds, 'public', {
      en: 'Only events before this time, in unix seconds.', zh: '只返回该时刻之前的事件（UNIX 秒）。', example: '1798732800',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    Events: Type.Array(shape({
      Sequence: Type.Integer({ minimum: 1 }),
      Time: unixMillis,
      Kind: Type.String(),
      ActorKind: Type.Enum(['principal', 'user', 'node', 'anonymous']),
      ActorId: Type.String(),
      ActorName: Type.String(),
      SourceAddress: Type.String(),
      RequestId: Type.String(),
      SessionId: Type.String(),
      Outcome: Type.String(),
      Details: Type.Record(Type.String(), Type.Unknown()),
      Previous: Type.String(),
      Hash: Type.String(),
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists audit events, newest first, page by page.',
    zh: '分页查询审计事件，最新的在前。',
  },
});
