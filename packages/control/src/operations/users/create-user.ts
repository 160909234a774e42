import { parseId } from '@sallyport/core';
import type { Transaction, User } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { demand } from '../../parameters/refuse.ts';
import { checkPassword, checkUser } from './user-rules.ts';

export async function createUser(params: Params<'CreateUser'>, call: Call): Promise<Result<'CreateUser'>> {
  const user = draft(params, call);
  checkUser(user);
  checkPassword(user.source, params.Password);
  demand(user.source !== 'Local' || user.sourceUserId === '');
  // Hashing takes long on purpose; no other writer waits for it.
  const hash = params.Password === undefined ? null : await call.deps.passwords.hash(params.Password);
  const id = await call.transact(async (tx) => {
    if (user.source === 'Ram') await checkTie(tx, call, user.sourceUserId);
    const created = await tx.users.create({ ...user, createdAt: tx.now }, hash);
    call.note({ userId: created });
    return created;
  });
  return { UserId: id };
}

function draft(params: Params<'CreateUser'>, call: Call): Omit<User, 'id' | 'hasPassword'> {
  return {
    instanceId: call.instance.instanceId,
    source: params.Source,
    userName: params.UserName,
    displayName: params.DisplayName ?? params.UserName,
    comment: params.Comment ?? '',
    email: params.Email ?? '',
    mobile: params.Mobile ?? '',
    mobileCountryCode: params.MobileCountryCode,
    language: params.Language ?? '',
    languageStatus: params.LanguageStatus,
    needResetPassword: params.NeedResetPassword,
    sourceUserId: params.SourceUserId ?? '',
    twoFactorStatus: params.TwoFactorStatus,
    twoFactorMethods: params.TwoFactorMethods ?? [],
    effectiveStart: params.EffectiveStartTime ?? null,
    effectiveEnd: params.EffectiveEndTime ?? null,
    locked: false,
    remoteState: null,
    createdAt: call.now,
  };
}

/** A principal must exist before a user is tied to it, or its id could later fall to somebody else; and it has one user. */
async function checkTie(tx: Transaction, call: Call, principalId: string): Promise<void> {
  const id = parseId(principalId);
  const principal = id === undefined ? undefined : await tx.principals.get(call.instance.instanceId, id);
  if (principal === undefined) throw new ApiError('InvalidParameter');
  if (await tx.users.findByPrincipal(call.instance.instanceId, principal.id) !== undefined) throw new ApiError('SourceUserAlreadyExists');
}
