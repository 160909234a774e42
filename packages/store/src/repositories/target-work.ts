import { DomainError } from '@sallyport/core';
import type { EpochMs, SealedLoan, TargetWork, TargetWorkOutcome, TargetWorkRepository } from '@sallyport/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { insertKeyRow } from '../engines/insert-key-row.ts';
import { nextId } from '../object-ids.ts';
import { TARGET_WORK_COLUMNS, targetWorkRow, toTargetWork } from './target-work-rows.ts';

/** With the instance it names the advisory lock of those who enqueue; any constant that nobody else uses. */
const ENQUEUE_LOCK = 5_390_412;

/** The queue between control, which asks, and the gateways' nodes, which do. */
export class SqlTargetWork implements TargetWorkRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async enqueue(work: TargetWork, secret: SealedLoan | null, most: number): Promise<void> {
    const row = targetWorkRow(work, secret);
    await this.#connection.write(async (db) => {
      // Who enqueues at the same moment takes his turn: two must not both see the last free place.
      if (this.#connection.engine === 'postgres') await sql`select pg_advisory_xact_lock(${ENQUEUE_LOCK}::int, hashtext(${work.instanceId}))`.execute(db);
      const { waiting } = await db.selectFrom('targetWork').select((eb) => eb.fn.countAll<number>().as('waiting'))
        .where('instanceId', '=', work.instanceId).where('outcome', 'is', null).executeTakeFirstOrThrow();
      if (waiting >= most) throw new DomainError('STORE_BUSY', { reason: 'too much work on targets waits' });
      await insertKeyRow(this.#connection.engine, db, 'targetWork', row);
    });
  }

  async lease(nodeId: string, now: EpochMs, leaseMs: number): Promise<TargetWork | undefined> {
    const { engine } = this.#connection;
    const row = await this.#connection.writeOne((db) => {
      const free = db.selectFrom('targetWork').select('id').where('outcome', 'is', null).where('giveUpAt', '>', now)
        .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)])).orderBy('createdAt').orderBy('id').limit(1);
      return db.updateTable('targetWork').set({ nodeId, leaseUntil: now + leaseMs })
        // Locked rows are being taken by another node: the next one is free.
        .where('id', '=', engine === 'postgres' ? free.forUpdate().skipLocked() : free)
        .returning(TARGET_WORK_COLUMNS).executeTakeFirst();
    });
    return row && toTargetWork(row);
  }

  finish(id: string, nodeId: string, outcome: TargetWorkOutcome): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const mine = db.selectFrom('targetWork').select('wrappedKey').where('id', '=', id).where('nodeId', '=', nodeId).where('outcome', 'is', null);
      const row = await (this.#connection.engine === 'postgres' ? mine.forUpdate() : mine).executeTakeFirst();
      if (row === undefined) return false;
      await db.updateTable('targetWork').set({ outcome, wrappedKey: null, sealedSecret: null }).where('id', '=', id).execute();
      if (row.wrappedKey !== null) await this.#markErasure(db);
      return true;
    });
  }

  async collect(id: string): Promise<TargetWorkOutcome | undefined> {
    const row = await this.#connection.writeOne((db) => db.deleteFrom('targetWork').where('id', '=', id).where('outcome', 'is not', null)
      .returning('outcome').executeTakeFirst());
    return row?.outcome ?? undefined;
  }

  sweep(now: EpochMs): Promise<number> {
    return this.#connection.write(async (db) => {
      const rows = await db.deleteFrom('targetWork').where('giveUpAt', '<=', now)
        .returning(sql<number>`case when wrapped_key is null then 0 else 1 end`.as('secret')).execute();
      if (rows.some((row) => row.secret === 1)) await this.#markErasure(db);
      return rows.length;
    });
  }

  /** The row is changed, its old bytes still lie in the file: whoever tends the loans overwrites them. */
  async #markErasure(db: Db): Promise<void> {
    await db.insertInto('loanErasures').values({ id: await nextId(this.#connection.engine, db), at: this.#connection.nowSql() }).execute();
  }
}
