import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { cleanParameters } from '../clean-text.ts';
import type { StatementCache } from './statements.ts';

/** A lease of the one writing or reading connection. Once closed it refuses: a late statement must not land in another's transaction. */
export class SqliteLease implements DatabaseConnection {
  readonly #statements: StatementCache;
  #closed = false;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve(this.#run<R>(query.sql, query.parameters));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming holds the connection over awaits: read in pages instead');
  }

  execute(text: string): void {
    this.#statements.get(text).run();
  }

  close(): void {
    this.#closed = true;
  }

  #run<R>(text: string, parameters: readonly unknown[]): QueryResult<R> {
    if (this.#closed) throw new Error('the transaction that this statement belongs to is over');
    const statement = this.#statements.get(text);
    const values = cleanParameters(parameters);
    // better-sqlite3 types rows as unknown; Kysely's query builder is what knows their shape.
    if (statement.reader) return { rows: statement.all(...values) as R[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }
}
