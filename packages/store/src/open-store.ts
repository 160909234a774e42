import { DomainError } from '@sallyport/core';
import { assemble } from './assemble.ts';
import type { StoreConfig, StoreDeps } from './config.ts';
import { startSqlite } from './engines/sqlite/start.ts';
import type { OpenedStore } from './opened-store.ts';

/**
 * Opens a store, making or upgrading its schema. Throws `DomainError` with STORE_BUSY (another process has it), STORE_FOREIGN,
 * STORE_DAMAGED, STORE_TOO_NEW, STORE_LOST (PostgreSQL cannot be reached) or SECRET_UNREADABLE (another master key);
 * `details.advice` says what to do.
 */
export async function openStore(config: StoreConfig, deps: StoreDeps): Promise<OpenedStore> {
  if (config.engine === 'postgres') throw new DomainError('STORE_LOST', { reason: 'this build has no PostgreSQL engine yet' });
  const parts = await startSqlite(config, deps);
  try {
    return await assemble(parts, deps);
  } catch (error) {
    await parts.stop();
    await parts.engine.close();
    throw error;
  }
}
