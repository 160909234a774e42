import { DialError, createSsh, fingerprintSha256 } from '@sallyport/ssh';
import type { PublicKey } from '@sallyport/ssh';
import { everyPage } from '../client/every-page.ts';
import type { Operate } from '../client/operate.ts';
import { rowsOf, textOf } from '../client/rows.ts';
import type { AnswerRow } from '../client/rows.ts';

const AT_ONCE = 8;
const TIMEOUT_MS = 5000;

/** One host as it showed itself, beside what is pinned for it. */
export interface ScannedHost extends AnswerRow {
  readonly HostId: string;
  readonly HostName: string;
  readonly Address: string;
  /** same: pinned for this port or for the host. changed: another of that algorithm is pinned for this port. new: none of that algorithm is. unreachable: no key was shown. */
  readonly State: 'new' | 'same' | 'changed' | 'unreachable';
  readonly PublicKey: string;
  readonly Fingerprint: string;
  readonly Trouble: string;
}

/** Asks hosts for their SSH host keys, at `port` or each at its own, from this machine, a few at a time. Nothing is pinned. */
export async function scanHosts(operate: Operate, hostIds: readonly string[], port?: number): Promise<readonly ScannedHost[]> {
  const pending = [...(hostIds.length > 0 ? hostIds : (await everyPage(operate, 'ListHosts', {}, 'Hosts')).map((row) => textOf(row, 'HostId')))];
  const scanned: ScannedHost[] = [];
  const worker = async (): Promise<void> => {
    for (let id = pending.shift(); id !== undefined; id = pending.shift()) scanned.push(await scanHost(operate, id, port));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return scanned.sort((a, b) => a.HostName.localeCompare(b.HostName));
}

async function scanHost(operate: Operate, hostId: string, wantedPort: number | undefined): Promise<ScannedHost> {
  const host = hostOf(await operate('GetHost', { HostId: hostId }));
  const address = textOf(host, textOf(host, 'ActiveAddressType') === 'Public' ? 'HostPublicAddress' : 'HostPrivateAddress');
  const ownPort = Number(textOf(rowsOf(host, 'Protocols').find((row) => row['ProtocolName'] === 'SSH') ?? {}, 'Port')) || 22;
  const port = wantedPort ?? ownPort;
  const known = { HostId: hostId, HostName: textOf(host, 'HostName'), Address: `${address}:${port}` };
  const pins = await everyPage(operate, 'ListHostKeys', { HostId: hostId }, 'HostKeys');
  const ofHost = pins.filter((pin) => pin['Port'] === undefined);
  const ofPort = port === ownPort ? ofHost : pins.filter((pin) => pin['Port'] === port);
  try {
    const key = await keyOf(address, port, [...ofPort, ...ofHost].map((pin) => textOf(pin, 'Algorithm')));
    const fingerprint = fingerprintSha256(key.blob);
    const isSame = [...ofPort, ...ofHost].some((pin) => pin['FingerprintSha256'] === fingerprint);
    const state = isSame ? 'same' : ofPort.some((pin) => pin['Algorithm'] === key.algorithm) ? 'changed' : 'new';
    return { ...known, State: state, PublicKey: `${key.algorithm} ${key.blob}`, Fingerprint: fingerprint, Trouble: '' };
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    return { ...known, State: 'unreachable', PublicKey: '', Fingerprint: '', Trouble: error.code };
  }
}

function hostOf(body: AnswerRow): AnswerRow {
  const host = body['Host'];
  return typeof host === 'object' && host !== null ? { ...host } : {};
}

/** The key that the host proves to have; refusing it ends the connection before anything is said about users. */
async function keyOf(host: string, port: number, knownAlgorithms: readonly string[]): Promise<PublicKey> {
  let shown: PublicKey | undefined;
  try {
    const leg = await createSsh().dial({
      host, port, username: 'sallyport-scan', credentials: async () => ({}), knownAlgorithms, timeoutMs: TIMEOUT_MS, signal: AbortSignal.timeout(3 * TIMEOUT_MS),
      verifyHostKey: async (key) => {
        shown = key;
        return false;
      },
    });
    leg.end();
  } catch (error) {
    if (!(error instanceof DialError) || error.code !== 'HOST_KEY_REFUSED') throw error;
  }
  if (shown === undefined) throw new DialError('PROTOCOL_ERROR', 'the host showed no key');
  return shown;
}
