import { userStates } from '@sallyport/core';
import type { EpochMs, User } from '@sallyport/core';
import type { Result } from '../dispatch/handler.ts';

export function userAnswer(user: User, now: EpochMs): Result<'GetUser'>['User'] {
  return {
    Comment: user.comment,
    DisplayName: user.displayName,
    ...(user.effectiveEnd === null ? {} : { EffectiveEndTime: user.effectiveEnd }),
    ...(user.effectiveStart === null ? {} : { EffectiveStartTime: user.effectiveStart }),
    Email: user.email,
    Language: user.language,
    LanguageStatus: user.languageStatus,
    Mobile: user.mobile,
    MobileCountryCode: user.mobileCountryCode,
    NeedResetPassword: user.needResetPassword,
    Source: user.source,
    SourceUserId: user.sourceUserId,
    TwoFactorMethods: [...user.twoFactorMethods],
    TwoFactorStatus: user.twoFactorStatus,
    UserId: user.id,
    UserName: user.userName,
    UserState: [...userStates(user, now)],
  };
}
