import type { Db } from '../engines/engine.ts';

/**
 * Ends all tokens and temporary keys of a principal, and whatever was made with them; gives how many were his. A temporary key that is being made with one of
 * them holds it, so that it has been committed, and goes too, by the time that one does.
 */
export async function revokeAll(db: Db, instanceId: string, principalId: number): Promise<number> {
  // Counted before: keys that go with a token, or with another key, are in no statement's count.
  const { keys } = await db.selectFrom('accessKeys').select((eb) => eb.fn.countAll<number>().as('keys'))
    .where('principalId', '=', principalId).where('instanceId', '=', instanceId).where('expiresAt', 'is not', null).executeTakeFirstOrThrow();
  const tokens = await db.deleteFrom('authTokens').where('principalId', '=', principalId).where('instanceId', '=', instanceId).executeTakeFirst();
  await db.deleteFrom('accessKeys').where('principalId', '=', principalId).where('instanceId', '=', instanceId).where('expiresAt', 'is not', null).execute();
  return Number(tokens.numDeletedRows) + keys;
}
