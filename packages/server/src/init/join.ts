import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { openInstallationStore } from '../compose/open-store.ts';
import { hostKeyFingerprints, writeHostKeys } from '../data/host-key-files.ts';
import type { Installation } from '../data/installation.ts';
import { layoutOf } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { readMasterKey } from '../data/master-key.ts';
import { createNodeKey } from '../data/node-key.ts';
import { createPrivateFile, syncDirectory } from '../data/private-file.ts';
import { writeMissingCaseLists } from '../service-tickets/case-list-files.ts';
import { checkDatabaseUrl } from './initialise.ts';
import { claimStaging, createStaging, discardStaging, publishStaging } from './staging.ts';
import { storedHostKeys } from './stored-host-keys.ts';

export interface JoinOptions {
  readonly data: string;
  readonly databaseUrl: string;
  readonly masterKeyFile: string;
}

export interface JoinResult {
  readonly instanceId: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly nodeId: string;
  readonly hostKeyFingerprints: readonly string[];
}

/** Makes the directory of another node: same master key and door host keys, a node key of its own (ruling I2). */
export async function join(options: JoinOptions): Promise<JoinResult> {
  checkDatabaseUrl(options.databaseUrl);
  const masterKeyFile = resolve(options.masterKeyFile);
  const masterKey = await readMasterKey(masterKeyFile);
  const target = layoutOf(options.data);
  const staging = await claimStaging(target);
  if (staging.origin === 'left-behind') {
    await discardStaging(staging.layout);
    await createStaging(staging.layout);
  }
  try {
    const result = await fill(staging.layout, { databaseUrl: options.databaseUrl, masterKeyFile, masterKey });
    await publishStaging(staging.layout, target);
    return result;
  } catch (error) {
    await discardStaging(staging.layout);
    throw error;
  }
}

async function fill(staging: DataLayout, from: { readonly databaseUrl: string; readonly masterKeyFile: string; readonly masterKey: Uint8Array }): Promise<JoinResult> {
  const store = await openInstallationStore(staging, from, from.masterKey);
  try {
    const [instance] = await store.instances.list();
    if (instance === undefined) throw new Refusal('DATABASE_EMPTY', 'This database holds no installation to join. Make one with: sallyport init --data DIR --database-url URL --master-key FILE');
    const { instanceId, regionId, accountId } = instance;
    const hostKeys = await storedHostKeys(store, instanceId);
    const installation: Installation = {
      product: 'sallyport', format: 1, instanceId, regionId, accountId, nodeId: randomUUID(),
      masterKeyFile: from.masterKeyFile, databaseUrl: from.databaseUrl, createdAt: Date.now(),
    };
    await writeHostKeys(staging.hostKeys, hostKeys);
    await createNodeKey(staging.nodeKey);
    await mkdir(staging.recordings, { mode: 0o700 });
    await writeMissingCaseLists(staging.serviceTickets);
    await createPrivateFile(staging.installation, `${JSON.stringify(installation, undefined, 2)}\n`);
    await syncDirectory(staging.root);
    return { instanceId, regionId, accountId, nodeId: installation.nodeId, hostKeyFingerprints: hostKeyFingerprints(hostKeys) };
  } finally {
    await store.close();
  }
}
