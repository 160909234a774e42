import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DomainError } from '@sallyport/core';
import type { Clock } from '@sallyport/core';
import { SqliteEngine } from './engine.ts';
import type { SqliteParts } from './engine.ts';
import { isSqliteError } from './errors.ts';
import { lockStore } from './lock.ts';

/** Marks a database file as ours: ASCII `SLYP`, in the header field that SQLite keeps for applications. */
const APPLICATION_ID = 0x53_4c_59_50;

export interface OpenSqliteOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly limits: SqliteParts['limits'];
}

/** Takes the lock and opens the file, making it when absent. Throws STORE_BUSY, STORE_FOREIGN, STORE_DAMAGED. */
export function openSqlite(options: OpenSqliteOptions): { readonly engine: SqliteEngine; readonly reader: Database.Database } {
  const known = existsSync(`${options.file}.lock`);
  const unlock = lockStore(options.file);
  const opened: Database.Database[] = [];
  try {
    refuseOtherFormats(options.file, known);
    const writer = openWriter(options.file);
    opened.push(writer);
    const reader = new Database(options.file, { readonly: true, timeout: options.limits.waitMs });
    opened.push(reader);
    reader.pragma('cache_size = -65536');
    return { engine: new SqliteEngine({ writer, reader, unlock, clock: options.clock, limits: options.limits }), reader };
  } catch (error) {
    for (const database of opened) database.close();
    unlock();
    throw asDamage(error, options.file);
  }
}

function refuseOtherFormats(file: string, known: boolean): void {
  if (!existsSync(file)) {
    // Created empty by us, so that nobody else may read it from its first byte on; SQLite gives its side files the same mode.
    closeSync(openSync(file, 'wx', 0o600));
    return;
  }
  if (statSync(file).size === 0) return;
  const header = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, 16, 0);
  } finally {
    closeSync(descriptor);
  }
  if (header.toString('latin1') === 'SQLite format 3\0') return;
  throw known ? damaged(file, 'its header is overwritten') : foreign(file);
}

function openWriter(file: string): Database.Database {
  const writer = new Database(file, { timeout: 5_000 });
  try {
    claim(writer, file);
    writer.pragma('journal_mode = WAL');
    // An acknowledged revocation must survive a power cut, and this build of SQLite is laxer by default in WAL mode.
    writer.pragma('synchronous = FULL');
    // What is deleted is overwritten in its page: keys of loans must be gone for good.
    writer.pragma('secure_delete = ON');
    writer.pragma('foreign_keys = ON');
    writer.pragma('trusted_schema = OFF');
    writer.pragma('cache_size = -65536');
    writer.pragma('journal_size_limit = 67108864');
    const verdict = writer.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw damaged(file, String(verdict).slice(0, 200));
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

function claim(writer: Database.Database, file: string): void {
  const application = writer.pragma('application_id', { simple: true });
  if (application === APPLICATION_ID) return;
  const tables = writer.prepare<[], { n: number }>('select count(*) as n from sqlite_master').get()?.n ?? 0;
  if (application !== 0 || tables > 0) throw foreign(file);
  writer.pragma(`application_id = ${APPLICATION_ID}`);
}

function foreign(file: string): DomainError {
  return new DomainError('STORE_FOREIGN', { file, advice: 'This file is not a Sallyport store: name another directory, or move the file away.' });
}

function damaged(file: string, problem: string, cause?: unknown): DomainError {
  return new DomainError('STORE_DAMAGED', { file, problem, advice: 'Restore the directory from a backup; keep the damaged files for examination.' }, { cause });
}

function asDamage(error: unknown, file: string): unknown {
  const corrupt = isSqliteError(error, 'SQLITE_CORRUPT') || isSqliteError(error, 'SQLITE_NOTADB');
  return corrupt ? damaged(file, error instanceof Error ? error.message : '', error) : error;
}
