import type { InsertObject } from 'kysely';
import type { Schema } from '../schema/schema.ts';
import type { Db, EngineName } from './engine.ts';
import { copyStatement } from './postgres/copy-row.ts';

/** Inserts into a table of keys so that no log of the database has the row: a key that stands in one cannot be destroyed. */
export async function insertKeyRow<T extends 'loanKeys' | 'targetWork'>(engine: EngineName, db: Db, table: T, row: InsertObject<Schema, T>): Promise<void> {
  if (engine === 'postgres') await db.executeQuery(copyStatement(table, row));
  else await db.insertInto(table).values(row).execute();
}
