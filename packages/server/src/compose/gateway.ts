import { createGateway } from '@sallyport/gateway';
import type { Gateway } from '@sallyport/gateway';
import { createSsh } from '@sallyport/ssh';
import { randomUUID } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import { gatewayLog } from '../log/gateway-log.ts';
import type { Log } from '../log/logger.ts';
import type { ListenAddress } from '../serve/address.ts';
import { gatewaySettings } from './gateway-settings.ts';
import type { InstallationStore } from './open-store.ts';
import type { Recordings } from './recordings.ts';

export interface GatewayOptions {
  readonly store: InstallationStore;
  readonly recordings: Recordings;
  readonly config: Config;
  readonly log: Log;
  readonly node: { readonly id: string; readonly publicKey: string };
  readonly allowTargets: readonly string[];
  /** Where the API listens: no target. */
  readonly api: ListenAddress;
}

/** The data plane of this node, reading but not listening yet. */
export async function composeGateway(options: GatewayOptions): Promise<Gateway> {
  const { store, recordings, config, log } = options;
  const gateway = createGateway({
    store, vault: store.vault, loans: store.loans, passwords: store.passwords,
    ssh: createSsh(),
    recordings: { storage: recordings.storage, keys: recordings.keys },
    node: options.node,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    newSessionId: () => randomUUID(),
    log: gatewayLog(log.child({ part: 'gateway' })),
    settings: gatewaySettings(config, options.allowTargets, options.api),
  });
  await gateway.start();
  return gateway;
}
