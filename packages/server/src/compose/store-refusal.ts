import { DomainError } from '@sallyport/core';
import type { DomainErrorCode } from '@sallyport/core';
import { Refusal } from '../cli/refusal.ts';
import type { RefusalCode } from '../cli/refusal.ts';
import type { DataLayout } from '../data/layout.ts';
import { systemCode } from '../data/system-error.ts';

type Words = (layout: DataLayout, engine: 'sqlite' | 'postgres') => readonly [RefusalCode, string];

const WORDS: Partial<Record<DomainErrorCode, Words>> = {
  STORE_BUSY: (layout) => ['DIRECTORY_BUSY', `${layout.root} is in use by another process. Stop it first; one SQLite directory carries one "serve", several nodes need PostgreSQL.`],
  STORE_LOST: () => ['DATABASE_UNAVAILABLE', 'The PostgreSQL database cannot be reached. Check that it runs and that its address, user and password are right.'],
  STORE_TOO_NEW: (layout, engine) => ['DIRECTORY_TOO_NEW', `The ${where(layout, engine)} was written by a newer version. Run that version, or restore a backup made before the upgrade.`],
  STORE_FOREIGN: (layout, engine) => ['DIRECTORY_FOREIGN', `The ${where(layout, engine)} belongs to something else than Sallyport; nothing has been changed. Name the right one.`],
  STORE_DAMAGED: (layout, engine) => ['DIRECTORY_DAMAGED', `The ${where(layout, engine)} is damaged. Restore it from a backup; nothing has been changed.`],
  SECRET_UNREADABLE: (layout, engine) => ['MASTER_KEY_WRONG', `The master key does not open the ${where(layout, engine)}. Put back the key that was made by init.`],
};

function where(layout: DataLayout, engine: 'sqlite' | 'postgres'): string {
  return engine === 'sqlite' ? `database ${layout.database}` : 'PostgreSQL database';
}

/** What a store that did not open means to who started the command. Never repeats the database's address, which may hold a password. */
export function storeRefusal(error: unknown, layout: DataLayout, engine: 'sqlite' | 'postgres'): unknown {
  if (error instanceof DomainError) {
    const words = WORDS[error.code]?.(layout, engine);
    return words === undefined ? error : new Refusal(words[0], words[1], { cause: error });
  }
  if (engine === 'postgres') {
    return new Refusal('DATABASE_UNAVAILABLE', `The PostgreSQL database cannot be used (${systemCode(error) ?? 'no code'}). Check that it runs, that its address and password are right and that its user may create tables.`, { cause: error });
  }
  return error;
}
