import { createHash } from 'node:crypto';
import { DAY } from '@sallyport/core';
import type { AuthFailureRepository, EpochMs } from '@sallyport/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';

/** Strangers can make a row per name and address: now and then those that no longer matter are thrown away. */
const PURGE_EVERY = 256;

export class SqlAuthFailures implements AuthFailureRepository {
  readonly #connection: Connection;
  #recorded = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  record(key: string, now: EpochMs, resetAfterMs: number): Promise<number> {
    return this.#connection.write(async (db) => {
      this.#recorded += 1;
      if (this.#recorded % PURGE_EVERY === 0) {
        await db.deleteFrom('authFailures').where('lastAt', '<', now - Math.max(resetAfterMs, DAY))
          .where((eb) => eb.or([eb('barredUntil', 'is', null), eb('barredUntil', '<=', now)])).execute();
      }
      const { rows: [row] } = await sql<{ count: number }>`
        insert into auth_failures (key_hash, count, last_at, barred_until) values (${hashed(key)}, 1, ${now}, null)
        on conflict (key_hash) do update set
          count = case when auth_failures.last_at < ${now - resetAfterMs} then 1 else auth_failures.count + 1 end, last_at = excluded.last_at
        returning count`.execute(db);
      if (row === undefined) throw new Error('a failure was not counted');
      return row.count;
    });
  }

  async withdraw(key: string): Promise<void> {
    await this.#connection.writeOne((db) => db.updateTable('authFailures').set((eb) => ({ count: eb('count', '-', 1) })).where('keyHash', '=', hashed(key)).where('count', '>', 0).execute());
  }

  async bar(key: string, until: EpochMs): Promise<void> {
    await this.#connection.writeOne((db) => sql`
      insert into auth_failures (key_hash, count, last_at, barred_until) values (${hashed(key)}, 0, ${this.#connection.nowSql()}, ${until})
      on conflict (key_hash) do update set barred_until = excluded.barred_until`.execute(db));
  }

  async barredUntil(key: string, now: EpochMs): Promise<EpochMs | undefined> {
    const row = await this.#connection.db.selectFrom('authFailures').select('barredUntil').where('keyHash', '=', hashed(key)).where('barredUntil', '>', now).executeTakeFirst();
    return row?.barredUntil ?? undefined;
  }

  /** Called after every success, nearly always for nothing: a look costs no turn to write. */
  async clear(key: string): Promise<void> {
    const there = await this.#connection.db.selectFrom('authFailures').select('count').where('keyHash', '=', hashed(key)).executeTakeFirst();
    if (there === undefined) return;
    await this.#connection.writeOne((db) => db.deleteFrom('authFailures').where('keyHash', '=', hashed(key)).execute());
  }
}

/** Of whatever length strangers make it. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
