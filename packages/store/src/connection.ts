import type { EpochMs } from '@sallyport/core';
import type { RawBuilder } from 'kysely';
import type { Db, Engine, EngineName } from './engines/engine.ts';
import type { TransactionScope } from './transaction-scope.ts';

/** How a repository reaches the database: the same repositories serve inside and outside a transaction. */
export interface Connection {
  readonly engine: EngineName;
  readonly inTransaction: boolean;
  /** For reads. */
  readonly db: Db;
  /** Several statements as one: joins the surrounding transaction or makes one of its own. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** A single statement that is atomic by itself. */
  writeOne<T>(work: (db: Db) => Promise<T>): Promise<T>;
  nowSql(): RawBuilder<EpochMs>;
  now(): Promise<EpochMs>;
  /** Called when the surrounding transaction did not commit. */
  onRollback(undo: () => void): void;
}

export function rootConnection(engine: Engine, scope: TransactionScope): Connection {
  return {
    engine: engine.name,
    inTransaction: false,
    db: engine.reads,
    write: (work) => scope.enter(() => engine.transaction(work)),
    writeOne: (work) => scope.enter(() => engine.statement(work)),
    nowSql: () => engine.nowSql(),
    now: () => engine.now(engine.reads),
    onRollback: () => { throw new Error('there is no transaction to roll back'); },
  };
}

export function transactionConnection(engine: Engine, db: Db, undo: (() => void)[]): Connection {
  return {
    engine: engine.name,
    inTransaction: true,
    db,
    write: (work) => work(db),
    writeOne: (work) => work(db),
    nowSql: () => engine.nowSql(),
    now: () => engine.now(db),
    onRollback: (step) => { undo.push(step); },
  };
}
