import type { EpochMs, UserFilter, UserState } from '@sallyport/core';
import { sql } from 'kysely';
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';

type Users = ExpressionBuilder<Schema, 'users'>;
type Condition = ExpressionWrapper<Schema, 'users', SqlBool>;

/** The users of an instance that a list asks for. */
export function usersMatching(eb: Users, instanceId: string, filter: UserFilter, now: EpochMs): Condition {
  const conditions: Condition[] = [eb('instanceId', '=', instanceId)];
  // The key finds the row by its index, the name itself makes the match exact.
  if (filter.userName !== undefined) conditions.push(eb('nameKey', '=', nameKey(filter.userName)), eb('userName', '=', filter.userName));
  if (filter.displayName !== undefined) conditions.push(eb('displayName', '=', filter.displayName));
  if (filter.mobile !== undefined) conditions.push(eb('mobile', '=', filter.mobile));
  if (filter.source !== undefined) conditions.push(eb('source', '=', filter.source));
  if (filter.sourceUserId !== undefined) conditions.push(eb('sourceUserId', '=', filter.sourceUserId));
  if (filter.userState !== undefined) conditions.push(inState(eb, filter.userState, now));
  return eb.and(conditions);
}

/** `userStates` of core as a condition: the users whose shown states hold this one. */
function inState(eb: Users, state: UserState, now: EpochMs): Condition {
  const free = eb('locked', '=', 0);
  const outside = eb.or([
    eb(sql<number>`effective_start * 1000`, '>', now),
    eb(sql<number>`effective_end * 1000`, '<=', now),
  ]);
  switch (state) {
    case 'Frozen': return eb('locked', '=', 1);
    case 'Expired': return eb.and([free, outside]);
    case 'Normal': return eb.and([free, eb('remoteState', 'is', null), eb.not(eb.fn.coalesce(outside, sql<boolean>`false`))]);
    case 'RemoteDeleted':
    case 'RemoteFrozen':
    case 'RemoteDNChanged': return eb.and([free, eb('remoteState', '=', state)]);
    // Come with the settings for idle users and password age; until then nobody is in these states.
    case 'Inactive':
    case 'PasswordExpired': return eb(sql<number>`1`, '=', 0);
  }
}
