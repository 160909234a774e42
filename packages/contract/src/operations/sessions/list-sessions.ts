import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { sessionFields } from '../../values/sessions.ts';
import { shape } from '../../values/shape.ts';

export const ListSessions = operation({
  action: 'ListSessions', version: '2026-11-01', group: 'sessions', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListSessions', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: optional(idText, 'public', {
      en: 'Only sessions of this user.', zh: '只返回该用户的会话。', example: '1',
    }),
    HostId: optional(idText, 'public', {
      en: 'Only sessions on this host.', zh: '只返回该主机上的会话。', example: '1',
    }),
    State: optional(Type.Enum(['live', 'ended']), 'public', {
      en: 'Only live or only ended sessions.', zh: '只返回进行中或已结束的会话。', example: 'live',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({ Sessions: Type.Array(shape(sessionFields)), TotalCount: totalCount }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists sessions, newest first, page by page.',
    zh: '分页查询会话，最新的在前。',
  },
});
