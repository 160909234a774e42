import { isStrongPassword, isUserName } from '@sallyport/core';
import type { User } from '@sallyport/core';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { demandOrder } from '../../parameters/validity.ts';

/** A user as he would stand after a create or modify call; throws InvalidParameter where the parts do not fit together. */
export function checkUser(user: Pick<User, 'source' | 'userName' | 'displayName' | 'email' | 'mobile' | 'language' | 'languageStatus' | 'twoFactorStatus' | 'twoFactorMethods' | 'effectiveStart' | 'effectiveEnd'>): void {
  demand(isUserName(user.userName, user.source));
  demand(isPlainText(user.displayName) && isPlainText(user.email) && isPlainText(user.mobile));
  demand(user.languageStatus !== 'Custom' || user.language !== '');
  demandOrder(user.effectiveStart, user.effectiveEnd);
  if (user.twoFactorStatus !== 'Enable') return;
  const [method] = user.twoFactorMethods;
  demand(method !== undefined);
  demand(method !== 'email' || user.email !== '');
  demand((method !== 'sms' && method !== 'dingtalk') || user.mobile !== '');
}

/** Passwords belong to Local users alone: others prove themselves where they come from. */
export function checkPassword(source: User['source'], password: string | undefined): void {
  if (password === undefined) return;
  demand(source === 'Local' && isStrongPassword(password));
}
