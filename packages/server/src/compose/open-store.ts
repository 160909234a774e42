import { openStore } from '@sallyport/store';
import type { OpenedStore, StoreDeps } from '@sallyport/store';
import { mkdir } from 'node:fs/promises';
import type { Config } from '../config/schema.ts';
import type { Installation } from '../data/installation.ts';
import type { DataLayout } from '../data/layout.ts';
import type { Log } from '../log/logger.ts';
import { requireDatabaseFile, requireInstance } from './require-database.ts';
import { storeRefusal } from './store-refusal.ts';

export type InstallationStore = OpenedStore;

/** What only a server asks for. */
export interface ServedStore {
  readonly log: Log;
  readonly changeNotices: Config['access']['changeNotices'];
}

/** Opens the database that the directory describes; what is wrong with it becomes a refusal that says what to do. */
export async function openInstallationStore(layout: DataLayout, { databaseUrl }: Pick<Installation, 'databaseUrl'>, masterKey: Uint8Array, served?: ServedStore): Promise<InstallationStore> {
  const config = databaseUrl === null ? { engine: 'sqlite' as const, file: layout.database } : { engine: 'postgres' as const, url: databaseUrl };
  const loanDirectory = served !== undefined && config.engine === 'postgres' ? await loanDirectoryOf(layout) : undefined;
  try {
    return await openStore(config, { masterKey, ...(served === undefined ? {} : servedDeps(served)), ...(loanDirectory === undefined ? {} : { loanDirectory }) });
  } catch (error) {
    throw storeRefusal(error, layout, config.engine);
  }
}

/** Opens the database of an installation that has been made: one that is gone, empty or another's is refused. */
export async function reopenInstallationStore(layout: DataLayout, installation: Pick<Installation, 'databaseUrl' | 'instanceId'>, masterKey: Uint8Array, served?: ServedStore): Promise<InstallationStore> {
  await requireDatabaseFile(layout, installation);
  const store = await openInstallationStore(layout, installation, masterKey, served);
  try {
    await requireInstance(store, installation);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** PostgreSQL keeps the keys of lent secrets where a crash loses them, so that they can be destroyed; what brings them back stands here. */
async function loanDirectoryOf(layout: DataLayout): Promise<string> {
  await mkdir(layout.loans, { recursive: true, mode: 0o700 });
  return layout.loans;
}

function servedDeps({ log, changeNotices }: ServedStore): Pick<StoreDeps, 'report' | 'hints'> {
  return {
    report: ({ message, cause }) => { log.warn({ part: 'store', cause: cause instanceof Error ? cause.message : undefined }, message); },
    hints: changeNotices === 'heard' ? 'on' : 'off',
  };
}
