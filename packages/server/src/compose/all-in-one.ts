import type { Config } from '../config/schema.ts';
import { readHostKeys } from '../data/host-key-files.ts';
import type { Installation } from '../data/installation.ts';
import { withinData } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { readMasterKey } from '../data/master-key.ts';
import { readNodeKey } from '../data/node-key.ts';
import type { Log } from '../log/logger.ts';
import type { ListenAddress } from '../serve/address.ts';
import { openCaseLists } from '../service-tickets/watched-case-lists.ts';
import type { Certificate } from '../tls/self-signed.ts';
import { listenRefusal } from '../serve/listen-refusal.ts';
import { Closers } from './closers.ts';
import { composeControl } from './control.ts';
import { composeGateway } from './gateway.ts';
import { startJobs } from './jobs.ts';
import { reopenInstallationStore } from './open-store.ts';
import { openRecordings } from './recordings.ts';
import { storeNewShippedPolicies } from './shipped-policies.ts';
import { warnAboutDurability } from './durability.ts';

export interface AllInOneOptions {
  readonly layout: DataLayout;
  readonly installation: Installation;
  readonly config: Config;
  readonly allowTargets: readonly string[];
  readonly log: Log;
  /** Undefined: plain HTTP. */
  readonly tls: Certificate | undefined;
  readonly api: ListenAddress;
  readonly ssh: ListenAddress;
}

export interface Running {
  /** As bound. */
  readonly api: ListenAddress;
  readonly ssh: ListenAddress;
  /** Tells the sessions why, closes both listeners, then the store. Never rejects. */
  readonly stop: () => Promise<void>;
}

/** One process that does everything: control plane, gateway and jobs over one store. */
export async function startAllInOne(options: AllInOneOptions): Promise<Running> {
  const closers = new Closers(options.log);
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function start(options: AllInOneOptions, closers: Closers): Promise<Running> {
  const { layout, installation, config, log } = options;
  const [masterKey, nodeKey, hostKeys] = await Promise.all([
    readMasterKey(withinData(layout, installation.masterKeyFile)), readNodeKey(layout.nodeKey), readHostKeys(layout.hostKeys),
  ]);
  const store = await reopenInstallationStore(layout, installation, masterKey, { log, changeNotices: config.access.changeNotices });
  closers.addLast('store', () => store.close());
  await warnAboutDurability(store, log);
  await storeNewShippedPolicies(store, installation.instanceId, log);
  const recordings = await openRecordings(store.vault, layout, config);
  const caseLists = await openCaseLists(layout.serviceTickets, log);
  let sshPort = 0;
  // The API listens before the door: the door refuses targets that are listeners of ours, and must know them.
  const api = await composeControl({ store, recordings, caseLists: caseLists.current, config, log, tls: options.tls, listen: options.api, sshPort: () => sshPort });
  closers.add('api', api.close);
  const gateway = await composeGateway({
    store, recordings, config, log, node: { id: installation.nodeId, publicKey: nodeKey.publicKey }, allowTargets: options.allowTargets, api: api.address,
  });
  closers.add('gateway', () => gateway.stop());
  const ssh = await gateway.listen({ instanceId: installation.instanceId, hostKeys, ...options.ssh }).catch((error: unknown) => {
    throw listenRefusal(error, '--ssh', options.ssh);
  });
  sshPort = ssh.port;
  const jobs = startJobs({ store, nodeId: installation.nodeId, refreshCaseLists: caseLists.refresh, log });
  closers.add('jobs', jobs.stop);
  return { api: api.address, ssh: { host: options.ssh.host, port: ssh.port }, stop: () => closers.closeAll() };
}
