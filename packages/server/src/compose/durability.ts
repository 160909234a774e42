import type { Log } from '../log/logger.ts';
import type { InstallationStore } from './open-store.ts';

/** Says what weakens the promise that an acknowledged revocation survives a crash (ruling H6). */
export async function warnAboutDurability(store: InstallationStore, log: Log): Promise<void> {
  for (const warning of await store.warnings()) log.warn({ code: 'DURABILITY' }, warning);
}
