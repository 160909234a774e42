import type { MostTries } from '@sallyport/core';
import type { Db, EngineName } from '../engines/engine.ts';

/**
 * Uses up a log-in of a detail; false: none is left to it or to its host. Detail and host are held in this order, as the deletion of a host takes them: two
 * that try at once on details of one host count each other.
 */
export async function tryDetail(engine: EngineName, db: Db, instanceId: string, id: number, most: MostTries): Promise<boolean> {
  const held = engine === 'postgres';
  const detail = await db.selectFrom('authorizationDetails').select(['hostId', 'tries']).where('id', '=', id).where('instanceId', '=', instanceId)
    .$if(held, (query) => query.forNoKeyUpdate()).executeTakeFirst();
  if (detail === undefined || detail.tries >= most.ofDetail) return false;
  if (detail.hostId !== null) {
    if (held) await db.selectFrom('hosts').select('id').where('id', '=', detail.hostId).forNoKeyUpdate().execute();
    if (await triesOnHost(db, instanceId, detail.hostId, most.since) >= most.ofHost) return false;
  }
  await db.updateTable('authorizationDetails').set({ tries: detail.tries + 1 }).where('id', '=', id).execute();
  return true;
}

/** Log-ins are tried while an authorization waits: one that was decided or ended before `since` cannot have any that are younger. */
async function triesOnHost(db: Db, instanceId: string, hostId: number, since: number): Promise<number> {
  const rows = await db.selectFrom('authorizationDetails as d').innerJoin('authorizations as a', 'a.id', 'd.authorizationId').select('d.tries')
    .where('d.instanceId', '=', instanceId).where('d.hostId', '=', hostId).where('d.tries', '>', 0)
    .where((eb) => eb.or([eb('a.status', '=', 'pending'), eb(eb.fn.coalesce('a.decidedAt', 'a.endedAt'), '>', since)])).execute();
  return rows.reduce((sum, row) => sum + row.tries, 0);
}
