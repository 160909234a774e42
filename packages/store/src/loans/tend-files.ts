import type { ReportTrouble } from '../config.ts';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { insertKeyRow } from '../engines/insert-key-row.ts';
import type { LoanFile, LoanFiles } from './loan-files.ts';

/** Longer than any transaction: a loan that has not been stored after this never will be. */
const UNSTORED_MS = 60_000;

/** Files of one look. */
const BATCH = 500;

/** Goes through this node's files, again and again. */
export class FileTending {
  readonly #connection: Connection;
  readonly #files: LoanFiles;
  readonly #report: ReportTrouble;
  /** Hashes of files that were reported: once is enough for a turn every second. */
  readonly #troubled = new Set<string>();

  constructor(connection: Connection, files: LoanFiles, report: ReportTrouble) {
    this.#connection = connection;
    this.#files = files;
    this.#report = report;
  }

  /** Keys that the database has lost come back, files of loans that are over are overwritten. What is wrong with one file holds up no other. False: a file is left to do. */
  async turn(): Promise<boolean> {
    const { held } = this.#files;
    let done = true;
    for (let start = 0; start < held.length; start += BATCH) {
      const some = held.slice(start, start + BATCH);
      const stored = await storedLoans(this.#connection.db, some.map((file) => file.authorizationId));
      for (const file of some) done = await this.#tend(file, stored.get(file.authorizationId)) && done;
    }
    return done;
  }

  async #tend(file: LoanFile, loan: StoredLoan | undefined): Promise<boolean> {
    if (loan?.hash === file.hash) {
      if (loan.kept) return true;
      const read = await this.#attempt(file, () => this.#files.read(file));
      if (read !== undefined) await bringBack(this.#connection, file, read.value);
      return read !== undefined;
    }
    if (loan?.over !== true && Date.now() - file.writtenAt <= UNSTORED_MS) return true;
    return await this.#attempt(file, () => this.#files.wipe(file)) !== undefined;
  }

  /** Work on a file alone: a failure of the database is no file's, and is thrown. */
  async #attempt<T>(file: LoanFile, work: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    try {
      const value = await work();
      this.#troubled.delete(file.hash);
      return { value };
    } catch (cause) {
      if (!this.#troubled.has(file.hash)) this.#report({ message: `the key file of authorization ${file.authorizationId} cannot be read or overwritten`, cause });
      if (this.#files.holds(file)) this.#troubled.add(file.hash);
      else this.#troubled.delete(file.hash);
      return undefined;
    }
  }
}

interface StoredLoan {
  /** null: no secret is lent. */
  readonly hash: string | null;
  /** No confirmation can be on its way any more. */
  readonly over: boolean;
  /** The database still has the key. */
  readonly kept: boolean;
}

async function storedLoans(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, StoredLoan>> {
  const rows = await db.selectFrom('authorizations as a').leftJoin('loanKeys as k', 'k.authorizationId', 'a.id')
    .select(['a.id', 'a.status', 'a.loanKeyHash', 'k.authorizationId as kept']).where('a.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, { hash: row.loanKeyHash, over: row.status !== 'pending', kept: row.kept !== null }]));
}

/** The authorization's row is held: whoever ends it comes before and is seen here, or after and destroys the key again. */
async function bringBack(connection: Connection, file: LoanFile, wrappedKey: Uint8Array): Promise<void> {
  await connection.write(async (db) => {
    const lent = await db.selectFrom('authorizations').select('id').where('id', '=', file.authorizationId).where('loanKeyHash', '=', file.hash)
      .forNoKeyUpdate().executeTakeFirst();
    if (lent === undefined) return;
    const kept = await db.selectFrom('loanKeys').select('authorizationId').where('authorizationId', '=', lent.id).executeTakeFirst();
    if (kept === undefined) await insertKeyRow(connection.engine, db, 'loanKeys', { authorizationId: lent.id, wrappedKey });
  });
}
