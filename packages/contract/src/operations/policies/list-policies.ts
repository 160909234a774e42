import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { pageNumber, pageSize } from '../../parameters/paging.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { totalCount } from '../../values/batches.ts';
import { priority } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const ListPolicies = operation({
  action: 'ListPolicies', version: '2019-12-09', group: 'policies', accessLevel: 'get', kind: 'read',
  ramAction: 'yundun-bastionhost:ListPolicies', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PageNumber: pageNumber,
    PageSize: pageSize(20),
    PolicyName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Only the policy with exactly this name.', zh: '只返回名称完全一致的控制策略。', example: 'approve-production',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({
    Policies: Type.Array(shape({ Comment: Type.String(), PolicyId: Type.String(), PolicyName: Type.String(), Priority: priority })),
    TotalCount: totalCount,
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Lists control policies, page by page.',
    zh: '分页查询控制策略。',
  },
});
