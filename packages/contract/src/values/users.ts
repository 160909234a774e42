import { Type } from 'typebox';

export const userSource = Type.Enum(['Local', 'Ram', 'AD', 'LDAP']);
export const language = Type.Enum(['zh-cn', 'en']);
export const languageStatus = Type.Enum(['Global', 'Custom']);
export const twoFactorStatus = Type.Enum(['Global', 'Disable', 'Enable']);
export const twoFactorMethod = Type.Enum(['sms', 'email', 'dingtalk', 'totp']);
export const userState = Type.Enum(['Normal', 'Frozen', 'Expired', 'RemoteDeleted', 'Inactive', 'PasswordExpired', 'RemoteDNChanged', 'RemoteFrozen']);
export const mobileCountryCode = Type.Enum(['CN', 'HK', 'MO', 'TW', 'RU', 'SG', 'MY', 'ID', 'DE', 'AU', 'US', 'AE', 'JP', 'GB', 'IN', 'KR', 'PH', 'CH', 'SE', 'SA']);
/** Seconds since the epoch; the upper bound is the year 9999. */
export const unixSeconds = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });
