import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { idText } from '../../parameters/ids.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { shape } from '../../values/shape.ts';
import { unixSeconds } from '../../values/users.ts';

export const ListRamPolicies = operation({
  action: 'ListRamPolicies', version: '2026-11-01', group: 'ram-policies', accessLevel: 'get', kind: 'read',
  ramAction: 'sallyport:ListRamPolicies', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: optional(idText, 'public', {
      en: 'Only policies attached to this principal.', zh: '只返回附加到该主体的策略。', example: '1',
    }),
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    RegionId: regionId,
  },
  result: shape({
    RamPolicies: Type.Array(shape({
      RamPolicyId: Type.String(),
      RamPolicyName: Type.String(),
      RamPolicyType: Type.Enum(['System', 'Custom']),
      Description: Type.String(),
      PolicyDocument: Type.String(),
      CreatedTime: unixSeconds,
    })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists permission policies with their documents, page by page.',
    zh: '分页查询权限策略及其内容。',
  },
});
