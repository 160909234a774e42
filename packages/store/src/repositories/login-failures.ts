import { DAY } from '@sallyport/core';
import type { EpochMs, Id, LoginFailureRepository } from '@sallyport/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber, idNumbers } from '../object-ids.ts';

/** Strangers can make a row per address: now and then those that no longer matter are thrown away. */
const PURGE_EVERY = 256;

export class SqlLoginFailures implements LoginFailureRepository {
  readonly #connection: Connection;
  #recorded = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  record(instanceId: string, userId: Id | null, address: string, now: EpochMs, resetAfterMs: number): Promise<number> {
    return this.#connection.write(async (db) => {
      this.#recorded += 1;
      if (this.#recorded % PURGE_EVERY === 0) await this.#purge(db, now - Math.max(resetAfterMs, DAY), now);
      const { rows } = await refusing({ reference: 'OBJECT_GONE' }, sql<{ count: number }>`
        insert into login_failures (instance_id, user_id, address, count, last_at, barred, barred_until)
        values (${instanceId}, ${user(userId)}, ${address}, 1, ${now}, 0, null)
        on conflict (instance_id, coalesce(user_id, 0), address) do update set
          count = case when login_failures.last_at < ${now - resetAfterMs} then 1 else login_failures.count + 1 end,
          last_at = excluded.last_at
        returning count`.execute(db));
      return rows[0]?.count ?? 1;
    });
  }

  async bar(instanceId: string, userId: Id | null, address: string, until: EpochMs | null): Promise<void> {
    await this.#connection.writeOne((db) => refusing({ reference: 'OBJECT_GONE' }, sql`
      insert into login_failures (instance_id, user_id, address, count, last_at, barred, barred_until)
      values (${instanceId}, ${user(userId)}, ${address}, 0, ${this.#connection.nowSql()}, 1, ${until})
      on conflict (instance_id, coalesce(user_id, 0), address) do update set barred = 1, barred_until = excluded.barred_until`.execute(db)));
  }

  async isBarred(instanceId: string, userId: Id | null, address: string, now: EpochMs): Promise<boolean> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from login_failures
      where instance_id = ${instanceId} and coalesce(user_id, 0) = ${user(userId) ?? 0} and address = ${address}
        and barred = 1 and (barred_until is null or barred_until > ${now})`.execute(this.#connection.db);
    return (rows[0]?.n ?? 0) > 0;
  }

  async clear(instanceId: string, userId: Id, address: string): Promise<void> {
    await this.#connection.writeOne((db) => db.deleteFrom('loginFailures')
      .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('address', '=', address).execute());
  }

  async clearUsers(instanceId: string, userIds: readonly Id[]): Promise<void> {
    if (userIds.length === 0) return;
    await this.#connection.writeOne((db) => db.deleteFrom('loginFailures')
      .where('instanceId', '=', instanceId).where('userId', 'in', idNumbers(userIds)).execute());
  }

  async #purge(db: Db, before: EpochMs, now: EpochMs): Promise<void> {
    await db.deleteFrom('loginFailures').where('lastAt', '<', before)
      .where((eb) => eb.or([eb('barred', '=', 0), eb('barredUntil', '<=', now)])).execute();
  }
}

function user(userId: Id | null): number | null {
  return userId === null ? null : idNumber(userId);
}
