import type { Store } from '@sallyport/core';
import { stat } from 'node:fs/promises';
import { Refusal } from '../cli/refusal.ts';
import type { Installation } from '../data/installation.ts';
import type { DataLayout } from '../data/layout.ts';
import { systemCode } from '../data/system-error.ts';

/**
 * Refuses a directory whose database file is gone or empty. Opening one would make it anew: a server without users, grants and audit log
 * that says it is ready, and rows under the same ids as in the backup that is restored later.
 */
export async function requireDatabaseFile(layout: DataLayout, { databaseUrl }: Pick<Installation, 'databaseUrl'>): Promise<void> {
  if (databaseUrl !== null) return;
  const bytes = await sizeOf(layout.database);
  if (bytes !== undefined && bytes > 0) return;
  throw new Refusal('DIRECTORY_DAMAGED', `The database ${layout.database} is ${bytes === undefined ? 'missing' : 'empty'}. Restore it from a backup; nothing has been changed.`);
}

/** Refuses a database that does not hold the directory's instance: another one, an older backup, or an empty one. */
export async function requireInstance(store: Pick<Store, 'instances'>, { instanceId, databaseUrl }: Pick<Installation, 'instanceId' | 'databaseUrl'>): Promise<void> {
  if (await store.instances.get(instanceId) !== undefined) return;
  const where = databaseUrl === null ? 'database' : 'PostgreSQL database';
  throw new Refusal('DIRECTORY_DAMAGED', `The ${where} does not hold the instance ${instanceId}: it is not the one that this directory was made with. Restore it from a backup, or name the right directory.`);
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
