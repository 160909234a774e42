import { assemble } from './assemble.ts';
import type { EngineParts } from './assemble.ts';
import type { StoreConfig, StoreDeps } from './config.ts';
import { startPostgres } from './engines/postgres/start.ts';
import { startSqlite } from './engines/sqlite/start.ts';
import type { OpenedStore } from './opened-store.ts';

/**
 * Opens a store, making or upgrading its schema. Throws `DomainError` with STORE_BUSY (another process has it), STORE_FOREIGN,
 * STORE_DAMAGED, STORE_TOO_NEW, STORE_LOST (PostgreSQL cannot be reached) or SECRET_UNREADABLE (another master key);
 * `details.advice` says what to do.
 */
export async function openStore(config: StoreConfig, deps: StoreDeps): Promise<OpenedStore> {
  const parts = await start(config, deps);
  try {
    return await assemble(parts, deps);
  } catch (error) {
    await parts.stop();
    await parts.engine.close();
    throw error;
  }
}

function start(config: StoreConfig, deps: StoreDeps): Promise<EngineParts> {
  return config.engine === 'postgres' ? startPostgres(config, deps) : startSqlite(config, deps);
}
