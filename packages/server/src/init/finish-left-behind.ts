import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { openInstallationStore } from '../compose/open-store.ts';
import { readClientFile } from '../data/client-file.ts';
import { hostKeyFingerprints, readHostKeys } from '../data/host-key-files.ts';
import { entriesOf, readInstallation } from '../data/installation.ts';
import type { Installation } from '../data/installation.ts';
import { withinData } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { readMasterKey } from '../data/master-key.ts';
import { markCommitted } from './build.ts';
import type { InitOptions, InitResult } from './init-plan.ts';
import { publishStaging } from './staging.ts';
import { storeHostKeys } from './stored-host-keys.ts';

/** Finishes an init that died after its commit; undefined: it died before, and what it left is to be thrown away. */
export async function finishLeftBehind(staging: DataLayout, target: DataLayout, options: InitOptions): Promise<InitResult | undefined> {
  const names = (await entriesOf(staging.root)) ?? [];
  if (!names.includes('installation.json')) return undefined;
  const installation = await readInstallation(staging);
  if (!names.includes('committed')) {
    if (!await commitDone(staging, installation)) return undefined;
    await markCommitted(staging);
  }
  refuseOtherWishes(installation, target, options);
  const result = await resultOf(staging, target, installation);
  await publishStaging(staging, target);
  return result;
}

/** Whether the instance is in the database; what follows its commit is made good. */
async function commitDone(staging: DataLayout, installation: Installation): Promise<boolean> {
  const store = await openInstallationStore(staging, installation, await readMasterKey(withinData(staging, installation.masterKeyFile)));
  try {
    if (await store.instances.get(installation.instanceId) === undefined) return false;
    await storeHostKeys(store, installation.instanceId, await readHostKeys(staging.hostKeys));
    return true;
  } finally {
    await store.close();
  }
}

/** The commit cannot be taken back, so a repetition that wants something else must not be answered as if it had got it. */
function refuseOtherWishes(installation: Installation, target: DataLayout, options: InitOptions): void {
  const differs = (options.instanceId ?? installation.instanceId) !== installation.instanceId
    || (options.regionId ?? installation.regionId) !== installation.regionId
    || (options.databaseUrl ?? null) !== installation.databaseUrl;
  if (differs) throw new Refusal('DIRECTORY_NOT_EMPTY', `${target.root} holds an init of ${installation.instanceId} (region ${installation.regionId}) that was interrupted after its commit. Repeat it with the same options, or name another directory.`);
}

/** Files may have been moved into place already by an attempt that died while it published. */
async function resultOf(staging: DataLayout, target: DataLayout, installation: Installation): Promise<InitResult> {
  const names = (await entriesOf(staging.root)) ?? [];
  const keyFile = await readClientFile(names.includes('client.json') ? staging : target);
  if (keyFile === undefined) throw new Refusal('DIRECTORY_DAMAGED', `${target.client} is missing, and with it the administrator's key. Remove ${target.root} and begin again.`);
  const hostKeys = await readHostKeys(names.includes('host-keys') ? join(staging.root, 'host-keys') : target.hostKeys);
  return {
    instanceId: installation.instanceId, regionId: installation.regionId, accountId: installation.accountId,
    accessKeyId: keyFile.accessKeyId, accessKeySecret: keyFile.accessKeySecret, hostKeyFingerprints: hostKeyFingerprints(hostKeys),
  };
}
