import type { Db } from '../engines/engine.ts';

/**
 * Ends all tokens and temporary keys of a principal; gives how many. Tokens first: a temporary key that is made on one of them in a transaction holds that
 * token, so that its key has been committed by the time the keys are looked for.
 */
export async function revokeAll(db: Db, instanceId: string, principalId: number): Promise<number> {
  const tokens = await db.deleteFrom('authTokens').where('principalId', '=', principalId).where('instanceId', '=', instanceId).executeTakeFirst();
  const keys = await db.deleteFrom('accessKeys').where('principalId', '=', principalId).where('instanceId', '=', instanceId)
    .where('expiresAt', 'is not', null).executeTakeFirst();
  return Number(tokens.numDeletedRows + keys.numDeletedRows);
}
