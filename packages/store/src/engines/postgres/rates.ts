import type { RateRepository } from '@sallyport/core';
import type { Pool } from 'pg';
import { asLost } from './lost.ts';

const PURGE_EVERY = 1_000;

const TAKE_SQL = `
  insert into rates as r (key, window_start, count, touched_at)
  values ($1, $2::bigint, 1, extract(epoch from clock_timestamp())::bigint)
  on conflict (key, window_start) do update set count = r.count + 1, touched_at = excluded.touched_at where r.count < $3::bigint
  returning r.count`;

const PURGE_SQL = 'delete from rates where touched_at < extract(epoch from clock_timestamp())::bigint - 60';

/** Counted in an unlogged table: all nodes meet in it, and a crash may forget a second's calls. */
export class PostgresRates implements RateRepository {
  readonly #pool: Pool;
  #taken = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async take(key: string, windowStart: number, limit: number): Promise<boolean> {
    if (limit < 1) return false;
    try {
      this.#taken += 1;
      if (this.#taken % PURGE_EVERY === 0) await this.#pool.query(PURGE_SQL);
      const { rows } = await this.#pool.query({ name: 'sallyport-rate', text: TAKE_SQL, values: [key, windowStart, limit] });
      return rows.length === 1;
    } catch (error) {
      throw asLost(error);
    }
  }
}
