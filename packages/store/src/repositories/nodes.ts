import type { EpochMs, Node, NodeRepository } from '@sallyport/core';
import { sql } from 'kysely';
import type { Connection } from '../connection.ts';

/** Leases run by the store's time alone: the nodes' own clocks may differ. */
export class SqlNodes implements NodeRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async renew(node: Pick<Node, 'id' | 'publicKey' | 'startedAt'>, leaseMs: number): Promise<EpochMs> {
    const until = sql<EpochMs>`${this.#connection.nowSql()} + ${sql.lit(leaseMs)}`;
    const { leaseUntil } = await this.#connection.writeOne((db) => db.insertInto('nodes').values({ ...node, leaseUntil: until })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({
        publicKey: eb.ref('excluded.publicKey'), startedAt: eb.ref('excluded.startedAt'), leaseUntil: eb.ref('excluded.leaseUntil'),
      })))
      .returning('leaseUntil').executeTakeFirstOrThrow());
    return leaseUntil - leaseMs;
  }

  async release(nodeId: string): Promise<void> {
    await this.#connection.writeOne((db) => db.updateTable('nodes').set({ leaseUntil: this.#connection.nowSql() }).where('id', '=', nodeId).execute());
  }

  dead(): Promise<readonly Node[]> {
    return this.#connection.db.selectFrom('nodes').selectAll().where('leaseUntil', '<=', this.#connection.nowSql())
      .where((eb) => eb.exists(eb.selectFrom('sessions').select('sessions.id').whereRef('sessions.nodeId', '=', 'nodes.id').where('sessions.endedAt', 'is', null)))
      .orderBy('id').execute();
  }
}
