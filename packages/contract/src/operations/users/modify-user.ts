import { Type } from 'typebox';
import { operation } from '../../operation.ts';
import { changedComment } from '../../parameters/comments.ts';
import { userId } from '../../parameters/ids.ts';
import { optional } from '../../parameters/param.ts';
import { instanceId, regionId } from '../../parameters/scope.ts';
import { shape } from '../../values/shape.ts';
import { language, languageStatus, mobileCountryCode, twoFactorMethod, twoFactorStatus, unixSeconds } from '../../values/users.ts';

export const ModifyUser = operation({
  action: 'ModifyUser', version: '2019-12-09', group: 'users', accessLevel: 'update', kind: 'write',
  ramAction: 'yundun-bastionhost:ModifyUser', ramResource: 'all',
  params: {
    InstanceId: instanceId,
    UserId: userId,
    Comment: changedComment,
    DisplayName: optional(Type.String({ maxLength: 128 }), 'public', {
      en: 'New name to show. Empty: unchanged.', zh: '新的显示名。为空表示不修改。', example: 'Zhang San',
    }),
    EffectiveEndTime: optional(unixSeconds, 'public', {
      en: 'New end of validity in unix seconds, exclusive. Empty: unchanged.', zh: '新的有效期结束时间（UNIX 秒，不含该时刻）。为空表示不修改。', example: '1798732800',
    }),
    EffectiveStartTime: optional(unixSeconds, 'public', {
      en: 'New start of validity in unix seconds, inclusive. Empty: unchanged.', zh: '新的有效期开始时间（UNIX 秒，含该时刻）。为空表示不修改。', example: '1795708800',
    }),
    Email: optional(Type.String({ maxLength: 254 }), 'sensitive', {
      en: 'New e-mail address. Empty: unchanged.', zh: '新的邮箱地址。为空表示不修改。', example: 'zhang@example.com',
    }),
    Language: optional(language, 'public', {
      en: 'New language; needed with LanguageStatus=Custom while the user has none.', zh: '新的语言；LanguageStatus 改为 Custom 且用户尚未设置语言时必填。', example: 'en',
    }),
    LanguageStatus: optional(languageStatus, 'public', {
      en: 'Global language or the user\'s own. Empty: unchanged.', zh: '语言使用全局设置还是用户自定义。为空表示不修改。', example: 'Custom',
    }),
    Mobile: optional(Type.String({ maxLength: 32 }), 'sensitive', {
      en: 'New mobile number. Empty: unchanged.', zh: '新的手机号。为空表示不修改。', example: '13500000000',
    }),
    MobileCountryCode: optional(mobileCountryCode, 'public', {
      en: 'New country of the mobile number. Empty: unchanged.', zh: '新的手机号所属国家或地区。为空表示不修改。', example: 'CN',
    }),
    NeedResetPassword: optional(Type.Boolean(), 'public', {
      en: 'Whether the password must be changed at the next log-on. Empty: unchanged.', zh: '下次登录时是否必须修改密码。为空表示不修改。', example: 'true',
    }),
    Password: optional(Type.String({ minLength: 8, maxLength: 128 }), 'secret', {
      en: 'New password of a Local user, by the rule of CreateUser. Empty: unchanged.', zh: '本地用户的新密码，规则同 CreateUser。为空表示不修改。', example: 'Ab1!efgh',
    }),
    RegionId: regionId,
    TwoFactorMethods: optional(Type.Array(twoFactorMethod, { minItems: 1, maxItems: 1 }), 'public', {
      en: 'New second factor: a list of exactly one method. Empty: unchanged.', zh: '新的双因子认证方式，列表中只能有一种。为空表示不修改。', example: '["totp"]', wire: 'json-string',
    }),
    TwoFactorStatus: optional(twoFactorStatus, 'public', {
      en: 'Second factor by the global setting, off, or on. Empty: unchanged.', zh: '双因子认证跟随全局设置、关闭或启用。为空表示不修改。', example: 'Enable',
    }),
  },
  result: shape({}),
  errors: ['InvalidParameter', 'OBJECT_NOT_FOUND', 'InternalError'],
  doc: {
    en: 'Changes a user; what is empty or left out stays as it is. A change of validity takes effect on running sessions.',
    zh: '修改用户；未填写的字段保持不变。有效期的修改会立即作用于正在进行的会话。',
  },
});
