import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { changedComment } from '../../parameters/comments.ts';
import { policyId } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { priority } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const ModifyPolicy = operation({
  action: 'ModifyPolicy', version: '2019-12-09', group: 'policies', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyPolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyId: policyId,
    Comment: changedComment,
    PolicyName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'New name. Empty: unchanged.', zh: '新的名称。为空表示不修改。', example: 'approve-all',
    }),
    Priority: optional(priority, 'public', {
      en: 'New priority from 1 to 100; the lowest number wins. Empty: unchanged.', zh: '新的优先级，1 至 100，数字越小越优先。为空表示不修改。', example: '3',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PolicyNameAlreadyExists'],
  doc: {
    en: 'Changes name, remark or priority of a control policy; what is empty or left out stays as it is.',
    zh: '修改控制策略的名称、备注或优先级；未填写的字段保持不变。',
  },
});
