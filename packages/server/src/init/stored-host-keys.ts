import type { InstallationStore } from '../compose/open-store.ts';
import { Refusal } from '../cli/refusal.ts';

const NAME = 'door-host-keys';

/** Keeps the door's host keys where every node finds them, sealed. Repeating it changes nothing. */
export async function storeHostKeys(store: InstallationStore, instanceId: string, keys: readonly string[]): Promise<void> {
  await store.sealedValues.create(instanceId, NAME, Buffer.from(JSON.stringify(keys), 'utf8'));
}

export async function storedHostKeys(store: InstallationStore, instanceId: string): Promise<readonly string[]> {
  const sealed = await store.sealedValues.get(instanceId, NAME);
  const keys: unknown = sealed === undefined ? undefined : JSON.parse(Buffer.from(sealed).toString('utf8'));
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw new Refusal('DATABASE_EMPTY', 'The database holds no host keys of the door: was its init interrupted? Repeat that init first.');
  }
  return keys;
}
