import type { User, UserChanges } from '@sallyport/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { nameKey } from '../schema/name-key.ts';
import { bit } from '../schema/row.ts';
import type { Schema } from '../schema/schema.ts';

export function toUser(row: Selectable<Schema['users']>): User {
  const { nameKey: _key, passwordHash, ...user } = row;
  return {
    ...user,
    id: String(row.id),
    needResetPassword: row.needResetPassword === 1,
    locked: row.locked === 1,
    hasPassword: passwordHash !== null,
    twoFactorMethods: JSON.parse(row.twoFactorMethods) as string[],
  };
}

export function userRow(user: Omit<User, 'id' | 'hasPassword'>, id: number, passwordHash: string | null): Insertable<Schema['users']> {
  return {
    ...user,
    id,
    passwordHash,
    nameKey: nameKey(user.userName),
    needResetPassword: bit(user.needResetPassword),
    locked: bit(user.locked),
    twoFactorMethods: JSON.stringify(user.twoFactorMethods),
  };
}

export function userChanges(changes: UserChanges): Updateable<Schema['users']> {
  const { needResetPassword, twoFactorMethods, ...plain } = changes;
  return {
    ...plain,
    ...(needResetPassword === undefined ? {} : { needResetPassword: bit(needResetPassword) }),
    ...(twoFactorMethods === undefined ? {} : { twoFactorMethods: JSON.stringify(twoFactorMethods) }),
  };
}
