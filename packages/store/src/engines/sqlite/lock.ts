import Database from 'better-sqlite3';
import { DomainError } from '@sallyport/core';
import { isSqliteError } from './errors.ts';

/**
 * One process owns a SQLite store. The lock is the operating system's, on a small database file beside the store:
 * it dies with its holder, also by `kill -9`. The returned function lets it go.
 */
export function lockStore(file: string): () => void {
  const path = `${file}.lock`;
  const database = new Database(path, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!isSqliteError(error, 'SQLITE_BUSY')) throw error;
    throw new DomainError('STORE_BUSY', {
      file,
      advice: 'Another process has this store open: stop it first (a second `serve` on one SQLite directory is not possible), or use PostgreSQL for several nodes.',
    }, { cause: error });
  }
  return () => { database.close(); };
}
