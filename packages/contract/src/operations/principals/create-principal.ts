import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { domainName, principalName } from '../../values/principals.ts';
import { shape } from '../../values/shape.ts';

export const CreatePrincipal = operation({
  action: 'CreatePrincipal', version: '2026-11-01', group: 'principals', accessLevel: 'create', kind: 'write',
  ramAction: 'sallyport:CreatePrincipal', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalName: required(principalName, 'public', {
      en: 'Name, unique in the instance: letters, digits, `_`, `-`, `.`; at most 64.', zh: '主体名称，在实例内唯一，可含字母、数字、下划线、连字符和点，最多 64 个字符。', example: 'ci-bot',
    }),
    DisplayName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Name to show; left out, the name.', zh: '显示名；不填时与名称相同。', example: 'CI robot',
    }),
    Domain: optional(domainName, 'public', {
      en: 'Whom it belongs to: the account of a customer or of the vendor, by name. Left out: this installation\'s.', zh: '所属账号（客户或服务方）的名称；不填表示本系统账号。', example: 'acme',
    }),
    RegionId: regionId,
  },
  result: shape({ PrincipalId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PrincipalNameAlreadyExists'],
  doc: {
    en: 'Creates a principal: somebody or something that calls this API. It may do nothing until a permission policy is attached.',
    zh: '创建主体，即此 API 的调用者。未附加权限策略前不具备任何权限。',
  },
});
