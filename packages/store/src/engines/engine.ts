import type { EpochMs } from '@sallyport/core';
import type { Kysely, RawBuilder } from 'kysely';
import type { Schema } from '../schema/schema.ts';

export type EngineName = 'sqlite' | 'postgres';

export type Db = Kysely<Schema>;

/** What the shared code asks of an engine. */
export interface Engine {
  readonly name: EngineName;
  /** For reads outside a transaction; sees everything that is committed. */
  readonly reads: Db;
  /**
   * Runs `work` in one transaction, durable when it resolves. Each attempt gets a fresh handle, which is dead once its attempt is over;
   * PostgreSQL makes a bounded number of attempts when it names the transaction a victim of others.
   * Rejects with `DomainError('STORE_BUSY')` when its turn does not come in time or the work takes too long.
   */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** One statement that writes, outside any transaction; tried again like one. */
  statement<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Has the database's files forget what was deleted from the tables of keys; rows that are there stay. False: something stands in the way for the moment.
   * It waits for nobody longer than a moment.
   */
  forgetDeletedKeys(): Promise<boolean>;
  /** The store's time as an expression inside a statement. */
  nowSql(): RawBuilder<EpochMs>;
  now(db: Db): Promise<EpochMs>;
  close(): Promise<void>;
}
