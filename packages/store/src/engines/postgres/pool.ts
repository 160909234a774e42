import { DomainError } from '@sallyport/core';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { cleanParameters } from '../clean-text.ts';
import { CopyQuery, CopyRow } from './copy-row.ts';
import { asLost, unreachable } from './lost.ts';

/** Callers that may wait for a connection. */
const QUEUE = 2_000;

/** A connection on loan. Once released it refuses: a late statement must not land in another's transaction. */
class PostgresLease implements PostgresPoolClient {
  readonly #client: PoolClient;
  #released = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(text: string | PostgresCursor<R>, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('cursors hold the connection over awaits: read in pages instead');
    return this.#run<R>(text, parameters);
  }

  release(destroy?: boolean): void {
    this.#released = true;
    this.#client.release(destroy);
  }

  async #run<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (this.#released) throw new Error('the transaction that this statement belongs to is over');
    const [first] = parameters;
    try {
      if (first instanceof CopyRow) return await this.#copy<R>(text, first);
      const { command, rowCount, rows } = await this.#client.query(text, cleanParameters(parameters));
      // The driver types commands as text and rows as any; Kysely's query builder is what knows their shape.
      return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows: rows as R[] };
    } catch (error) {
      throw asLost(error);
    }
  }

  #copy<R>(text: string, row: CopyRow): Promise<PostgresQueryResult<R>> {
    return new Promise((resolve, reject) => {
      this.#client.query(new CopyQuery(text, row, (error) => {
        if (error) reject(error);
        else resolve({ command: 'INSERT', rowCount: 1, rows: [] });
      }));
    });
  }
}

/** The pool as Kysely sees it. */
export function leasingPool(pool: Pool): PostgresPool {
  return {
    options: {},
    end: () => pool.end(),
    connect: async () => {
      if (pool.waitingCount >= QUEUE) throw new DomainError('STORE_BUSY', { reason: 'too many callers wait for a connection' });
      try {
        return new PostgresLease(await pool.connect());
      } catch (error) {
        throw unreachable(error);
      }
    },
  };
}
