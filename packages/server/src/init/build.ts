import { newAccessKey } from '@sallyport/control';
import { generateHostKeys } from '@sallyport/ssh';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openInstallationStore } from '../compose/open-store.ts';
import { systemRandom } from '../compose/system-random.ts';
import { writeClientFile } from '../data/client-file.ts';
import { hostKeyFingerprints, writeHostKeys } from '../data/host-key-files.ts';
import type { Installation } from '../data/installation.ts';
import type { DataLayout } from '../data/layout.ts';
import { createMasterKey, readMasterKey } from '../data/master-key.ts';
import { createNodeKey } from '../data/node-key.ts';
import { createPrivateFile, syncDirectory } from '../data/private-file.ts';
import { systemCode } from '../data/system-error.ts';
import { writeMissingCaseLists } from '../service-tickets/case-list-files.ts';
import type { InitPlan, InitResult } from './init-plan.ts';
import { seed } from './seed.ts';
import { storeHostKeys } from './stored-host-keys.ts';

/**
 * Fills the staging directory. Everything that is told to the caller is on disk before the database commits, so that whoever finds
 * the directory after a crash can either finish it or throw it away.
 */
export async function build(staging: DataLayout, plan: InitPlan): Promise<InitResult> {
  const masterKey = plan.masterKeyFile === undefined ? await createMasterKey(staging.masterKey) : await existingOrNewMasterKey(plan.masterKeyFile);
  const hostKeys = await generateHostKeys();
  await writeHostKeys(staging.hostKeys, hostKeys);
  await createNodeKey(staging.nodeKey);
  await mkdir(staging.recordings, { mode: 0o700 });
  await writeMissingCaseLists(staging.serviceTickets);
  const made = newAccessKey(systemRandom);
  const key = { accessKeyId: made.accessKeyId, accessKeySecret: made.secret };
  await writeClientFile(staging, { instanceId: plan.instanceId, regionId: plan.regionId, ...key });
  const installation: Installation = {
    product: 'sallyport', format: 1, instanceId: plan.instanceId, regionId: plan.regionId, accountId: plan.accountId, nodeId: plan.nodeId,
    masterKeyFile: plan.masterKeyFile ?? 'master.key', databaseUrl: plan.databaseUrl, createdAt: Date.now(),
  };
  await createPrivateFile(staging.installation, `${JSON.stringify(installation, undefined, 2)}\n`);
  await syncDirectory(staging.root);
  const store = await openInstallationStore(staging, installation, masterKey);
  try {
    await seed(store, installation, key);
    await storeHostKeys(store, installation.instanceId, hostKeys);
  } finally {
    await store.close();
  }
  await markCommitted(staging);
  return { instanceId: plan.instanceId, regionId: plan.regionId, accountId: plan.accountId, ...key, hostKeyFingerprints: hostKeyFingerprints(hostKeys) };
}

/** From here on the staging directory is finished rather than thrown away. */
export async function markCommitted(staging: DataLayout): Promise<void> {
  await createPrivateFile(join(staging.root, 'committed'), '');
  await syncDirectory(staging.root);
}

async function existingOrNewMasterKey(path: string): Promise<Uint8Array> {
  try {
    return await createMasterKey(path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return readMasterKey(path);
  }
}
