import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const CreateRamPolicy = operation({
  action: 'CreateRamPolicy', version: '2026-11-01', group: 'ram-policies', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:CreateRamPolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    RamPolicyName: required(Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.-]+$' }), 'public', {
      en: 'Name of the permission policy: letters, digits, `_`, `-`, `.`; at most 128.', zh: '权限策略名称，可含字母、数字、下划线、连字符和点，最多 128 个字符。', example: 'LockOnly',
    }),
    PolicyDocument: required(Type.String({ minLength: 1, maxLength: 16384 }), 'public', {
      en: 'JSON text of the document: Version "1" and Statement with Effect, Action, Resource, Condition. An unknown condition key is refused.', zh: '策略内容的 JSON 文本：Version 为 "1"，Statement 包含 Effect、Action、Resource、Condition。未知的条件键会被拒绝。', example: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-bastionhost:LockUsers","Resource":"*"}]}',
    }),
    Description: optional(Type.String({ maxLength: 500 }), 'public', {
      en: 'What the policy is for.', zh: '策略说明。', example: 'may lock users',
    }),
    RegionId: regionId,
  },
  result: shape({ RamPolicyId: Type.String(), Warnings: Type.Array(Type.String()) }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'MalformedPolicyDocument', 'RamPolicyNameAlreadyExists'],
  doc: {
    en: 'Stores a permission policy. Warnings name statements that cannot have an effect.',
    zh: '保存权限策略。Warnings 列出不会生效的语句。',
  },
});
