import { isAbsolute } from 'node:path';
import { startAllInOne } from '../compose/all-in-one.ts';
import type { Running } from '../compose/all-in-one.ts';
import type { Config } from '../config/schema.ts';
import { readInstallation } from '../data/installation.ts';
import { layoutOf } from '../data/layout.ts';
import { createLog } from '../log/logger.ts';
import type { Log } from '../log/logger.ts';
import { givenCertificate, ownCertificate } from '../tls/certificate.ts';
import type { Certificate } from '../tls/self-signed.ts';
import type { DataLayout } from '../data/layout.ts';
import { Refusal } from '../cli/refusal.ts';
import { callableAddress, parseListenAddress, showAddress } from './address.ts';
import { checkedNetworks } from './allow-targets.ts';
import { forbidCoreDumps } from './core-dumps.ts';
import { rememberEndpoint } from './remember-endpoint.ts';
import { stopSignal } from './stop-signal.ts';
import type { Launched } from './stop-signal.ts';

/** The command line promises that a signal ends the process within 5 s; the gateway keeps its own share of that. */
const LAST_RESORT_MS = 4800;

export interface ServeOptions {
  readonly data: string;
  readonly api: string;
  readonly ssh: string;
  readonly scheme: 'http' | 'https';
  readonly tlsCertificate: string | undefined;
  readonly tlsKey: string | undefined;
  readonly allowTargets: readonly string[];
  readonly launched: Launched;
}

/** Runs the door and the API until a signal; resolves when everything is closed. `out` gets the ready line and nothing else. */
export async function serve(options: ServeOptions, config: Config, out: (text: string) => void): Promise<void> {
  const addresses = { api: parseListenAddress(options.api, '--api'), ssh: parseListenAddress(options.ssh, '--ssh') };
  const allowTargets = checkedNetworks(options.allowTargets);
  const layout = layoutOf(options.data);
  const installation = await readInstallation(layout);
  const log = createLog(config.log.level, installation.nodeId);
  await forbidCoreDumps(log);
  process.on('uncaughtExceptionMonitor', (error) => { log.fatal({ err: error }, 'this should not have happened; the server ends'); });
  // Asked for before anything is opened, so that a signal during start-up is not lost.
  const stop = stopSignal(options.launched);
  const tls = await certificateFor(options, layout);
  const running = await startAllInOne({ layout, installation, config, allowTargets, log, tls, ...addresses });
  try {
    const endpoint = `${options.scheme}://${showAddress(callableAddress(running.api))}`;
    await rememberEndpoint(layout, endpoint, tls?.certificate);
    out(`${JSON.stringify({ ready: true, api: `${options.scheme}://${showAddress(running.api)}`, ssh: showAddress(running.ssh) })}\n`);
    if (!isAbsolute(installation.masterKeyFile)) log.warn({ code: 'MASTER_KEY_BESIDE_DATABASE' }, 'the master key stands beside the database: a stolen disk opens every secret');
    log.info({ api: endpoint, ssh: showAddress(running.ssh) }, 'ready');
    const cause = await stop;
    log.info({ cause }, 'stopping');
  } finally {
    await stopWithin(running, log);
  }
}

/** Whatever hangs, the process is gone in time: a supervisor would kill it without a word otherwise. */
async function stopWithin(running: Running, log: Log): Promise<void> {
  const timer = setTimeout(() => {
    log.error({ code: 'STOP_TIMED_OUT' }, 'something did not close in time; ending all the same');
    process.exit(0);
  }, LAST_RESORT_MS);
  await running.stop();
  clearTimeout(timer);
  log.info('stopped');
}

async function certificateFor(options: ServeOptions, layout: DataLayout): Promise<Certificate | undefined> {
  const { tlsCertificate, tlsKey } = options;
  if (options.scheme === 'http') {
    if (tlsCertificate !== undefined || tlsKey !== undefined) throw new Refusal('USAGE', '--insecure-http and --tls-cert exclude each other.');
    return undefined;
  }
  if (tlsCertificate !== undefined && tlsKey !== undefined) return givenCertificate(tlsCertificate, tlsKey);
  if (tlsCertificate !== undefined || tlsKey !== undefined) throw new Refusal('USAGE', '--tls-cert and --tls-key belong together.');
  return ownCertificate(layout, Date.now());
}
