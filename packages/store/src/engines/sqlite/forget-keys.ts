import type { Database } from 'better-sqlite3';
import { KEY_TABLES } from '../key-tables.ts';

/**
 * Writes the tables of keys anew and empties the journal. `secure_delete` overwrites a deleted row where it lay last; when pages are balanced, a copy of a row
 * stays behind in the free space of the page it left, about once in 38,000 deletions. Deleting all rows at once overwrites the table's pages whole.
 * False: somebody reads an older state, so that the journal must stay.
 */
export function forgetDeletedKeys(writer: Database): boolean {
  writer.exec('begin immediate');
  try {
    for (const table of KEY_TABLES) rewrite(writer, table);
    writer.exec('commit');
  } catch (error) {
    writer.exec('rollback');
    throw error;
  }
  return emptyJournal(writer);
}

function rewrite(writer: Database, table: string): void {
  const rows = writer.prepare<[], unknown[]>(`select * from ${table}`).raw().all();
  writer.exec(`delete from ${table}`);
  for (const row of rows) writer.prepare(`insert into ${table} values (${row.map(() => '?').join(', ')})`).run(...row);
}

/** Without waiting for readers: this thread carries everybody's keystrokes. */
function emptyJournal(writer: Database): boolean {
  const waitMs = Number(writer.pragma('busy_timeout', { simple: true }));
  writer.pragma('busy_timeout = 0');
  try {
    const [outcome] = writer.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return outcome?.busy === 0;
  } finally {
    writer.pragma(`busy_timeout = ${waitMs}`);
  }
}
