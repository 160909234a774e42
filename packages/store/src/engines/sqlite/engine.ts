import type { Database } from 'better-sqlite3';
import type { Clock, EpochMs } from '@sallyport/core';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Schema } from '../../schema/schema.ts';
import type { Db, Engine } from '../engine.ts';
import { withinLimit } from '../transaction-limit.ts';
import { sqliteDialect } from './dialect.ts';
import { forgetDeletedKeys } from './forget-keys.ts';
import { StatementCache } from './statements.ts';
import { WriteQueue } from './write-queue.ts';

export interface SqliteParts {
  readonly writer: Database;
  readonly reader: Database;
  readonly unlock: () => void;
  readonly clock: Clock;
  readonly limits: { readonly queue: number; readonly waitMs: number; readonly transactionMs: number };
}

/** Writes go one after another over one connection, reads over another: a reader never waits for a writer (WAL). */
export class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  readonly reads: Db;
  readonly #writes: Db;
  readonly #parts: SqliteParts;
  readonly #queue: WriteQueue;

  constructor(parts: SqliteParts) {
    this.#parts = parts;
    this.#queue = new WriteQueue({ length: parts.limits.queue, waitMs: parts.limits.waitMs });
    const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];
    this.reads = new Kysely<Schema>({ dialect: sqliteDialect(new StatementCache(parts.reader), null), plugins });
    this.#writes = new Kysely<Schema>({ dialect: sqliteDialect(new StatementCache(parts.writer), this.#queue), plugins });
  }

  transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#writes.transaction().execute((db) => withinLimit(work(db), this.#parts.limits.transactionMs));
  }

  statement<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  async forgetDeletedKeys(): Promise<boolean> {
    await this.#queue.enter();
    try {
      return forgetDeletedKeys(this.#parts.writer);
    } finally {
      this.#queue.leave();
    }
  }

  nowSql(): RawBuilder<EpochMs> {
    return sql<EpochMs>`${this.#parts.clock.now()}`;
  }

  now(): Promise<EpochMs> {
    return Promise.resolve(this.#parts.clock.now());
  }

  /** Lets the transaction that runs finish first. */
  async close(): Promise<void> {
    await this.#queue.enter();
    this.#parts.reader.close();
    this.#parts.writer.close();
    this.#parts.unlock();
    this.#queue.leave();
  }
}
