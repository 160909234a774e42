import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { principalId } from '../../parameters/ids.ts';
import { required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';

export const SetPrincipalPassword = operation({
  action: 'SetPrincipalPassword', version: '2026-11-01', group: 'principals', accessLevel: 'update', kind: 'write',
  ramAction: 'sallyport:SetPrincipalPassword', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    Password: required(Type.String({ minLength: 8, maxLength: 128 }), 'secret', {
      en: 'The new password, 8 to 128 characters.', zh: '新密码，8 至 128 个字符。', example: 'Example-pass-1',
    }),
    PrincipalId: principalId,
    RegionId: regionId,
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Gives a principal a password, with which it may ask for tokens. Its tokens and temporary keys end: they were given for the old one.',
    zh: '为主体设置密码，用于获取令牌。其已签发的令牌和临时密钥随之失效。',
  },
});
