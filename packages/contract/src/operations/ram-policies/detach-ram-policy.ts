import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DetachRamPolicy = operation({
  action: 'DetachRamPolicy', version: '2026-11-01', group: 'ram-policies', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:DetachRamPolicy', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RamPolicyName: required(Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.-]+$' }), 'public', {
      en: 'Name of the permission policy: letters, digits, `_`, `-`, `.`; at most 128.', zh: '权限策略名称，可含字母、数字、下划线、连字符和点，最多 128 个字符。', example: 'Auditor',
    }),
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PrincipalIsCaller'],
  doc: {
    en: 'Takes a permission policy away from a principal; the next call already misses it.',
    zh: '移除主体的权限策略，下一次调用即不再享有。',
  },
});
