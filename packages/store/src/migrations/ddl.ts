import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { EngineName } from '../engines/engine.ts';

const POSTGRES_TYPES: Readonly<Record<string, string>> = { int: 'bigint', bit: 'smallint', blob: 'bytea', id: 'bigint' };
const SQLITE_TYPES: Readonly<Record<string, string>> = { int: 'integer', bit: 'integer', blob: 'blob', id: 'integer' };

/**
 * Runs data definition statements of our own source. `{int}`, `{bit}`, `{blob}` and `{id}` stand for the engine's types;
 * everything else is written in what SQLite and PostgreSQL have in common.
 */
export async function define(db: Kysely<unknown>, engine: EngineName, statements: readonly string[]): Promise<void> {
  const types = engine === 'postgres' ? POSTGRES_TYPES : SQLITE_TYPES;
  for (const statement of statements) {
    const text = statement.replace(/\{(\w+)\}/g, (whole, name: string) => types[name] ?? whole);
    await sql.raw(text).execute(db);
  }
}
