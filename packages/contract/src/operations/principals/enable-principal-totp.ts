import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const EnablePrincipalTotp = operation({
  action: 'EnablePrincipalTotp', version: '2026-11-01', group: 'principals', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:EnablePrincipalTotp', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({
    /** Base32, as authenticators take it. */
    Secret: Type.String(),
    /** `otpauth://totp/…`, for a QR code. */
    Uri: Type.String(),
  }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Gives a principal a second factor (TOTP) for tokens, in place of one that it has. Its secret is shown in this answer and never again.',
    zh: '为主体启用获取令牌所需的双因子认证（TOTP），替换原有的密钥。密钥仅在本次结果中返回，之后无法再次查看。',
  },
});
