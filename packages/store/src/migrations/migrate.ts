import { DomainError } from '@sallyport/core';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Db, Engine } from '../engines/engine.ts';
import { MIGRATIONS } from './all.ts';
import type { Migration } from './migration.ts';

/** Any constant will do: it keeps two nodes that start at once from migrating side by side. */
const MIGRATION_LOCK = 5_390_411;

const BOOKKEEPING = [
  'create table sallyport_migrations (version integer primary key, name text not null, applied_at bigint not null)',
  'create table sallyport_meta (key text primary key, value text not null)',
];

/**
 * Brings the schema to the newest version this program knows, all steps in one transaction; gives that version.
 * Throws STORE_TOO_NEW for a later one, STORE_FOREIGN for a database with other tables, STORE_DAMAGED when tables are missing.
 */
export async function migrate(engine: Engine, migrations: readonly Migration[] = MIGRATIONS): Promise<number> {
  return engine.transaction(async (db) => {
    if (engine.name === 'postgres') await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(db);
    const applied = await appliedVersion(engine, db);
    const newest = migrations.at(-1)?.version ?? 0;
    if (applied > newest) {
      throw new DomainError('STORE_TOO_NEW', {
        version: String(applied), known: String(newest), advice: 'This store was written by a newer release: run that one, or restore a backup from before the upgrade.',
      });
    }
    for (const migration of migrations.filter((step) => step.version > applied)) {
      // Migrations speak of tables that the typed schema may not have (yet, or any more).
      await migration.up(db as unknown as Kysely<unknown>, engine.name);
      await db.insertInto('sallyportMigrations').values({ version: migration.version, name: migration.name, appliedAt: engine.nowSql() }).execute();
    }
    return newest;
  });
}

async function appliedVersion(engine: Engine, db: Db): Promise<number> {
  const tables = await tableNames(engine, db);
  if (tables.size === 0) {
    for (const statement of BOOKKEEPING) await sql.raw(statement).execute(db);
    return 0;
  }
  if (!tables.has('sallyport_migrations') || !tables.has('sallyport_meta')) {
    throw new DomainError('STORE_FOREIGN', { advice: 'This database holds tables of something else: name an empty one.' });
  }
  const { version } = await db.selectFrom('sallyportMigrations').select((eb) => eb.fn.max('version').as('version')).executeTakeFirstOrThrow();
  const missing = (version ?? 0) >= 3 ? ['users', 'hosts', 'user_account_grants', 'policies', 'tickets', 'audit_events', 'data_keys'].filter((name) => !tables.has(name)) : [];
  if (missing.length > 0) throw new DomainError('STORE_DAMAGED', { problem: `tables are missing: ${missing.join(', ')}`, advice: 'Restore the store from a backup.' });
  return version ?? 0;
}

async function tableNames(engine: Engine, db: Db): Promise<ReadonlySet<string>> {
  const query = engine.name === 'postgres'
    ? sql<{ name: string }>`select table_name::text as name from information_schema.tables where table_schema = current_schema()`
    : sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`;
  return new Set((await query.execute(db)).rows.map((row) => row.name));
}
