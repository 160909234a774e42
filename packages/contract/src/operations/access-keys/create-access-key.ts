import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const CreateAccessKey = operation({
  action: 'CreateAccessKey', version: '2026-11-01', group: 'access-keys', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:CreateAccessKey', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({ AccessKeyId: Type.String(), AccessKeySecret: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'TooManyAccessKeys'],
  doc: {
    en: 'Creates an access key. Its secret is shown in this answer and never again.',
    zh: '创建访问密钥。密钥内容仅在本次结果中返回，之后无法再次查看。',
  },
});
