import { sql } from 'kysely';
import { sqlState } from '../conflicts.ts';
import type { Db } from '../engine.ts';
import { KEY_TABLES } from '../key-tables.ts';

/** Any constant that nobody else uses: one node at a time rewrites. */
const FORGET_LOCK = 5_390_413;

const LOCK_MS = 500;

// lock_not_available, query_canceled: somebody reads or writes the table.
const STOOD_IN_THE_WAY: ReadonlySet<string | undefined> = new Set(['55P03', '57014']);

/**
 * Writes the tables of keys anew, into new files; the old ones are cut to nothing with the commit. They are unlogged: nothing of them is in the write-ahead log.
 * Changing a column's type (to what it is) copies the rows that are there now; `vacuum full` would also keep deleted ones as long as anybody's old snapshot may
 * see them, and tell nobody. False: another node does it, or a lock did not come in time.
 */
export async function forgetDeletedKeys(transaction: (work: (db: Db) => Promise<boolean>) => Promise<boolean>): Promise<boolean> {
  // Each in a transaction of its own: two of these locks at once could cross with somebody else's.
  for (const table of KEY_TABLES) if (!await attempt(transaction, table)) return false;
  return true;
}

async function attempt(transaction: (work: (db: Db) => Promise<boolean>) => Promise<boolean>, table: string): Promise<boolean> {
  try {
    return await transaction(async (db) => {
      const { rows: [turn] } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${FORGET_LOCK}) as mine`.execute(db);
      if (turn?.mine !== true) return false;
      // While it waits everybody else who comes to the table waits behind it.
      await sql.raw(`set local lock_timeout = ${LOCK_MS}`).execute(db);
      await sql.raw(`alter table ${table} alter column wrapped_key type bytea using wrapped_key || ''::bytea`).execute(db);
      return true;
    });
  } catch (error) {
    if (STOOD_IN_THE_WAY.has(sqlState(error))) return false;
    throw error;
  }
}
