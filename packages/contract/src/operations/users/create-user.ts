import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { comment } from '../../parameters/comments.ts';
import { defaulted, optional, required } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { language, languageStatus, mobileCountryCode, twoFactorMethod, twoFactorStatus, unixSeconds, userSource } from '../../values/users.ts';

export const CreateUser = operation({
  action: 'CreateUser', version: '2019-12-09', group: 'users', accessLevel: 'create', kind: 'write',
  ramAction: 'yundun-bastionhost:CreateUser', ramResource: 'all', ratePerSecond: 10,
  params: {
    InstanceId: instanceId,
    Source: required(userSource, 'public', {
      en: 'Where the user comes from: Local, Ram (tied to a principal), AD or LDAP.', zh: '用户来源：Local（本地）、Ram（与主体绑定）、AD 或 LDAP。', example: 'Local',
    }),
    UserName: required(Type.String({ minLength: 1, maxLength: 128 }), 'public', {
      en: 'Log-on name, unique in the instance without regard to case.', zh: '登录名，在实例内唯一，不区分大小写。', example: 'zhang_san',
    }),
    Comment: comment,
    DisplayName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'Name to show; left out, the log-on name.', zh: '显示名；不填时与登录名相同。', example: 'Zhang San',
    }),
    EffectiveEndTime: optional(unixSeconds, 'public', {
      en: 'End of validity in unix seconds, exclusive. Left out: no end.', zh: '有效期结束时间（UNIX 秒，不含该时刻）；不填表示不限。', example: '1798732800',
    }),
    EffectiveStartTime: optional(unixSeconds, 'public', {
      en: 'Start of validity in unix seconds, inclusive. Left out: at once.', zh: '有效期开始时间（UNIX 秒，含该时刻）；不填表示立即生效。', example: '1795708800',
    }),
    Email: optional(Type.String({ maxLength: 254 }), 'sensitive', {
      en: 'E-mail address; needed when the second factor in effect is e-mail.', zh: '邮箱地址；双因子认证方式为邮箱时必填。', example: 'zhang@example.com',
    }),
    Language: optional(language, 'public', {
      en: 'Language of what the user reads; needed with LanguageStatus=Custom.', zh: '用户界面语言；LanguageStatus 为 Custom 时必填。', example: 'en', requiredWhen: [{ param: 'LanguageStatus', equals: ['Custom'] }],
    }),
    LanguageStatus: defaulted(languageStatus, 'Global', 'public', {
      en: 'Whether the language is the global one or the user\'s own.', zh: '语言使用全局设置还是用户自定义。', example: 'Custom',
    }),
    Mobile: optional(Type.String({ maxLength: 32 }), 'sensitive', {
      en: 'Mobile number; needed when the second factor in effect is sms or dingtalk.', zh: '手机号；双因子认证方式为短信或钉钉时必填。', example: '13500000000',
    }),
    MobileCountryCode: defaulted(mobileCountryCode, 'CN', 'public', {
      en: 'Country of the mobile number.', zh: '手机号所属国家或地区。', example: 'CN',
    }),
    NeedResetPassword: defaulted(Type.Boolean(), false, 'public', {
      en: 'Whether the user must change the password at the next log-on.', zh: '用户下次登录时是否必须修改密码。', example: 'false',
    }),
    Password: optional(Type.String({ minLength: 8, maxLength: 128 }), 'secret', {
      en: 'Password of a Local user: 8 to 128 characters with upper and lower case, digit and special character.', zh: '本地用户的密码：8 至 128 个字符，须包含大写字母、小写字母、数字和特殊字符。', example: 'Ab1!efgh', requiredWhen: [{ param: 'Source', equals: ['Local'] }],
    }),
    RegionId: regionId,
    SourceUserId: optional(Type.String({ maxLength: 512 }), 'public', {
      en: 'Ram: id of the principal that is this user. AD, LDAP: distinguished name.', zh: 'Ram 来源填写绑定的主体 ID；AD 或 LDAP 来源填写专有名称（DN）。', example: '1001', requiredWhen: [{ param: 'Source', equals: ['Ram', 'AD', 'LDAP'] }],
    }),
    TwoFactorMethods: optional(Type.Array(twoFactorMethod, { minItems: 1, maxItems: 1 }), 'public', {
      en: 'Second factor of the user: a list of exactly one method.', zh: '用户的双因子认证方式，列表中只能有一种。', example: '["totp"]', wire: 'json-string',
    }),
    TwoFactorStatus: defaulted(twoFactorStatus, 'Global', 'public', {
      en: 'Whether the second factor follows the global setting, is off, or on with a method of the user\'s own.', zh: '双因子认证跟随全局设置、关闭，或按用户单独启用。', example: 'Global',
    }),
  },
  result: shape({ UserId: Type.String() }),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError', 'UserNameAlreadyExists', 'SourceUserAlreadyExists'],
  doc: {
    en: 'Creates a user who can be granted assets.',
    zh: '创建可被授权资产的用户。',
  },
});
