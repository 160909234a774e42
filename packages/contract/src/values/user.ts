import { Type } from 'typebox';
import { languageStatus, twoFactorStatus, unixSeconds, userSource, userState } from './users.ts';

/** A user as GetUser and ListUsers show it. Never a password or its hash. */
export const userFields = {
  Comment: Type.String(),
  DisplayName: Type.String(),
  /** Absent: no end. */
  EffectiveEndTime: Type.Optional(unixSeconds),
  /** Absent: valid from the beginning. */
  EffectiveStartTime: Type.Optional(unixSeconds),
  Email: Type.String(),
  Language: Type.String(),
  LanguageStatus: languageStatus,
  Mobile: Type.String(),
  MobileCountryCode: Type.String(),
  NeedResetPassword: Type.Boolean(),
  Source: userSource,
  SourceUserId: Type.String(),
  TwoFactorMethods: Type.Array(Type.String()),
  TwoFactorStatus: twoFactorStatus,
  UserId: Type.String(),
  UserName: Type.String(),
  /** Never empty; a locked user is exactly `["Frozen"]`: Terraform joins the array and compares. */
  UserState: Type.Array(userState, { minItems: 1 }),
};
