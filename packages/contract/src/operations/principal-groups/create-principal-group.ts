import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const CreatePrincipalGroup = operation({
  action: 'CreatePrincipalGroup', version: '2026-11-01', group: 'principal-groups', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:CreatePrincipalGroup', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    Name: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Name, unique in the instance, at most 128 characters.', zh: '主体组名称，在实例内唯一，最多 128 个字符。', example: 'acme-ops',
    }),
    RegionId: regionId,
  },
  result: shape({ PrincipalGroupId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PrincipalGroupNameAlreadyExists'],
  doc: {
    en: 'Creates a group of principals: its members can reach each other\'s service tickets if they are permitted to.',
    zh: '创建主体组。组内成员经授权后可处理彼此的工单。',
  },
});
