import Database from 'better-sqlite3';

/** Whether `error` is SQLite's with this result code or one of its extended codes. */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && (error.code === code || error.code.startsWith(`${code}_`));
}
