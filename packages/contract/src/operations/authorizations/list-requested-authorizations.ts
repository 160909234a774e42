import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { requestedAuthorization, requestedAuthorizationStatus } from '../../values/requested-authorizations.ts';
import { shape } from '../../values/shape.ts';

export const ListRequestedAuthorizations = operation({
  action: 'ListRequestedAuthorizations', version: '2026-11-01', group: 'authorizations', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListRequestedAuthorizations', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    CaseId: optional(idText, 'public', {
      en: 'Only authorizations on this service ticket.', zh: '只返回该工单的授权申请。', example: '123450',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
    Status: optional(requestedAuthorizationStatus, 'public', {
      en: 'Only this status.', zh: '只返回该状态的授权申请。', example: 'pending',
    }),
  },
  result: shape({ Authorizations: Type.Array(requestedAuthorization), TotalCount: totalCount }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists authorizations that were asked for, newest first, page by page.',
    zh: '分页查询授权申请，按时间从新到旧排列。',
  },
});
