import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { comment } from '../../parameters/comments.ts';
import { defaulted, required } from '../../parameters/param.ts';
import { instanceId, projectId, regionId } from '../../parameters/scope.ts';
import { priority } from '../../values/policies.ts';
import { shape } from '../../values/shape.ts';

export const CreatePolicy = operation({
  action: 'CreatePolicy', version: '2019-12-09', group: 'policies', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreatePolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PolicyName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Name of the policy, unique in the project.', zh: '控制策略名称，在项目内唯一。', example: 'approve-production',
    }),
    Comment: comment,
    Priority: defaulted(priority, 1, 'public', {
      en: 'Priority from 1 to 100; the lowest number wins, among equals the newest policy.', zh: '优先级，1 至 100；数字越小越优先，相同时以最新的策略为准。', example: '1',
    }),
    ProjectId: projectId,
    RegionId: regionId,
  },
  result: shape({ PolicyId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PolicyNameAlreadyExists'],
  doc: {
    en: 'Creates a control policy. It applies to nobody until both its scopes are set.',
    zh: '创建控制策略。用户范围和资产范围均设置后才会生效。',
  },
});
