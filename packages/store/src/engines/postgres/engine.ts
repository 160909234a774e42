import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMs } from '@sallyport/core';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Pool } from 'pg';
import type { Schema } from '../../schema/schema.ts';
import { sqlState } from '../conflicts.ts';
import type { Db, Engine } from '../engine.ts';
import { withinLimit } from '../transaction-limit.ts';
import type { Timeouts } from './client-config.ts';
import { forgetDeletedKeys } from './forget-keys.ts';
import { leasingPool } from './pool.ts';

const ATTEMPTS = 5;

// serialization_failure, deadlock_detected: the server asks for another attempt.
const VICTIM: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);

export class PostgresEngine implements Engine {
  readonly name = 'postgres';
  readonly reads: Db;
  readonly #timeouts: Timeouts;

  constructor(pool: Pool, timeouts: Timeouts) {
    this.#timeouts = timeouts;
    this.reads = new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: leasingPool(pool) }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    });
  }

  transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return attempting(() => this.reads.transaction().setIsolationLevel('read committed')
      .execute((db) => withinLimit(work(db), this.#timeouts.transactionMs)));
  }

  /** A single statement can be a victim as well: one that deletes a host locks the grants that go with it. */
  statement<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return attempting(() => work(this.reads));
  }

  forgetDeletedKeys(): Promise<boolean> {
    return forgetDeletedKeys((work) => this.transaction(work));
  }

  nowSql(): RawBuilder<EpochMs> {
    return sql<EpochMs>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  }

  async now(db: Db): Promise<EpochMs> {
    const { rows: [row] } = await sql<{ now: EpochMs }>`select ${this.nowSql()} as now`.execute(db);
    if (row === undefined) throw new Error('the store told no time');
    return row.now;
  }

  close(): Promise<void> {
    return this.reads.destroy();
  }
}

async function attempting<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !VICTIM.has(sqlState(error))) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}
