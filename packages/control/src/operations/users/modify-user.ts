import type { UserChanges } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';
import { checkPassword, checkUser } from './user-rules.ts';

/** A shorter validity ends what runs, so the user is hinted whatever changed. */
export async function modifyUser(params: Params<'ModifyUser'>, call: Call): Promise<Result<'ModifyUser'>> {
  const id = foundId(params.UserId);
  const { instanceId } = call.instance;
  const changes = changesOf(params);
  const known = found(await call.deps.store.users.get(instanceId, id));
  checkPassword(known.source, params.Password);
  const hash = params.Password === undefined ? undefined : await call.deps.passwords.hash(params.Password);
  await call.transact(async (tx) => {
    const user = found(await tx.users.get(instanceId, id));
    checkUser({ ...user, ...changes });
    foundOne(await tx.users.modify(instanceId, id, changes));
    if (hash !== undefined) await tx.users.setPasswordHash(instanceId, id, hash);
    call.note({ passwordChanged: hash !== undefined });
    tx.hint({ instanceId, kind: 'user', id });
  });
  return {};
}

function changesOf(params: Params<'ModifyUser'>): UserChanges {
  return defined({
    displayName: params.DisplayName,
    comment: params.Comment,
    email: params.Email,
    mobile: params.Mobile,
    mobileCountryCode: params.MobileCountryCode,
    language: params.Language,
    languageStatus: params.LanguageStatus,
    needResetPassword: params.NeedResetPassword,
    twoFactorStatus: params.TwoFactorStatus,
    twoFactorMethods: params.TwoFactorMethods,
    effectiveStart: params.EffectiveStartTime,
    effectiveEnd: params.EffectiveEndTime,
  });
}
