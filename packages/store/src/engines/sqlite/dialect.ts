import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, Kysely } from 'kysely';
import { SqliteLease } from './connection.ts';
import type { StatementCache } from './statements.ts';
import type { WriteQueue } from './write-queue.ts';

/** Kysely guards a single connection with a lock of its own, without limits; ours has them. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #statements: StatementCache;
  readonly #queue: WriteQueue | null;

  constructor(statements: StatementCache, queue: WriteQueue | null) {
    this.#statements = statements;
    this.#queue = queue;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#queue?.enter();
    return new SqliteLease(this.#statements);
  }

  // IMMEDIATE takes the write lock first: upgrading a read later could fail in the middle of the work.
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    lease(connection).execute(this.#queue === null ? 'begin' : 'begin immediate');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    lease(connection).execute('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    lease(connection).execute('rollback');
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    lease(connection).close();
    this.#queue?.leave();
  }

  async destroy(): Promise<void> {}
}

function lease(connection: DatabaseConnection): SqliteLease {
  if (connection instanceof SqliteLease) return connection;
  throw new Error('a connection of another driver');
}

/** `queue` null: for reads only. The database connection stays its opener's to close. */
export function sqliteDialect(statements: StatementCache, queue: WriteQueue | null): Dialect {
  return {
    createDriver: () => new SqliteDriver(statements, queue),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new Adapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}
