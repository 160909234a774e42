import { createControl } from '@sallyport/control';
import type { CaseLists } from '@sallyport/control';
import { CHAIN_START, firstBreak } from '@sallyport/store';
import { version } from '../cli/version.ts';
import type { Config } from '../config/schema.ts';
import type { Log } from '../log/logger.ts';
import type { ListenAddress } from '../serve/address.ts';
import { listenRefusal } from '../serve/listen-refusal.ts';
import type { Certificate } from '../tls/self-signed.ts';
import { controlSettings } from './control-settings.ts';
import { systemRandom } from './system-random.ts';
import type { InstallationStore } from './open-store.ts';
import type { Recordings } from './recordings.ts';
import { sshKeys } from './ssh-keys.ts';

/** For requests that are being answered when the server stops. */
const ANSWERS_WITHIN_MS = 2000;

export interface ControlOptions {
  readonly store: InstallationStore;
  readonly recordings: Recordings;
  readonly caseLists: () => CaseLists;
  readonly config: Config;
  readonly log: Log;
  readonly tls: Certificate | undefined;
  readonly listen: ListenAddress;
  readonly sshPort: () => number;
}

export interface RunningApi {
  /** As bound. */
  readonly address: ListenAddress;
  readonly close: () => Promise<void>;
}

/** The management API, listening. */
export async function composeControl(options: ControlOptions): Promise<RunningApi> {
  const { store, config, log, listen } = options;
  let port = listen.port;
  const control = createControl({
    store, vault: store.vault, loans: store.loans, passwords: store.passwords, recordings: options.recordings.access, caseLists: options.caseLists, keys: sshKeys,
    auditChain: { start: CHAIN_START, firstBreak },
    random: systemRandom,
    log: log.child({ part: 'control' }),
    installation: {
      version: version(), publicEndpoint: config.api.publicEndpoint, privateEndpoint: config.api.privateEndpoint,
      sshPort: options.sshPort, apiPort: () => port, storageBytes: options.recordings.storageBytes,
    },
    settings: controlSettings(config),
    monotonic: () => performance.now(),
  });
  const server = control.createServer(options.tls === undefined ? undefined : { cert: options.tls.certificate, key: options.tls.key });
  try {
    await server.listen({ host: listen.host, port: listen.port });
  } catch (error) {
    await server.close();
    throw listenRefusal(error, '--api', listen);
  }
  const bound = server.server.address();
  if (bound !== null && typeof bound === 'object') port = bound.port;
  return {
    address: { host: listen.host, port },
    close: async () => {
      // Requests that are being answered get their time, then their connections go.
      const timer = setTimeout(() => server.server.closeAllConnections(), ANSWERS_WITHIN_MS);
      await server.close();
      clearTimeout(timer);
    },
  };
}
