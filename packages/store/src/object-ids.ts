import { sql } from 'kysely';
import type { EngineName, Db } from './engines/engine.ts';

/** The next `count` ids of the one sequence, ascending. Once committed they are never given out again, whatever becomes of their objects. */
export async function nextIds(engine: EngineName, db: Db, count: number): Promise<readonly number[]> {
  if (count === 0) return [];
  if (engine === 'postgres') {
    const { rows } = await sql<{ id: number }>`select nextval('object_ids') as id from generate_series(1, ${sql.lit(count)})`.execute(db);
    return rows.map((row) => row.id);
  }
  const { last } = await db.updateTable('objectIds').set((eb) => ({ last: eb('last', '+', count) })).where('name', '=', 'object')
    .returning('last').executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}

export async function nextId(engine: EngineName, db: Db): Promise<number> {
  const [id] = await nextIds(engine, db, 1);
  if (id === undefined) throw new Error('the id sequence gave nothing');
  return id;
}

/** An id of the domain as a number of the database; anything that is no id matches no row. */
export function idNumber(id: string): number {
  return /^[1-9][0-9]{0,15}$/.test(id) ? Number(id) : -1;
}

export function idNumbers(ids: readonly string[]): number[] {
  return ids.map(idNumber);
}
