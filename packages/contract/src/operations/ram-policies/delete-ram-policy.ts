import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeleteRamPolicy = operation({
  action: 'DeleteRamPolicy', version: '2026-11-01', group: 'ram-policies', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:DeleteRamPolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    RamPolicyName: required(Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.-]+$' }), 'public', {
      en: 'Name of the permission policy: letters, digits, `_`, `-`, `.`; at most 128.', zh: '权限策略名称，可含字母、数字、下划线、连字符和点，最多 128 个字符。', example: 'LockOnly',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'RamPolicyIsSystem'],
  doc: {
    en: 'Deletes a permission policy and takes it away from every principal.',
    zh: '删除权限策略，并从所有主体移除。',
  },
});
