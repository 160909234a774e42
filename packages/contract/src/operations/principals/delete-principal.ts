import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const DeletePrincipal = operation({
  action: 'DeletePrincipal', version: '2026-11-01', group: 'principals', accessLevel: 'delete', kind: 'write',
  ramAction: 'sallyport:DeletePrincipal', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'PrincipalIsCaller'],
  doc: {
    en: 'Deletes a principal with its access keys and attached policies; its keys stop working at once. What it lent as a customer ends; what it asked for is recalled, but what a customer has confirmed stays for the customer to cancel.',
    zh: '删除主体及其访问密钥和附加的策略，密钥立即失效。其作为客户授予的授权随之终止；其申请而客户尚未确认的授权被撤回，客户已确认的授权保留，由客户取消。',
  },
});
