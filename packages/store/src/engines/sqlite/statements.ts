import type { Database, Statement } from 'better-sqlite3';

/** Prepared statements of one connection, the least recently used dropped beyond `limit`. */
export class StatementCache {
  readonly #database: Database;
  readonly #limit: number;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, limit = 400) {
    this.#database = database;
    this.#limit = limit;
  }

  get(text: string): Statement {
    const cached = this.#statements.get(text);
    if (cached !== undefined) {
      this.#statements.delete(text);
      this.#statements.set(text, cached);
      return cached;
    }
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    if (this.#statements.size > this.#limit) {
      const oldest = this.#statements.keys().next();
      if (oldest.done !== true) this.#statements.delete(oldest.value);
    }
    return statement;
  }
}
