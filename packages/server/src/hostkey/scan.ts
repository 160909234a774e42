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
  /** new: nothing of that algorithm is pinned. same, changed: compared with the pin. unreachable: no key was shown. */
  readonly State: 'new' | 'same' | 'changed' | 'unreachable';
  readonly PublicKey: string;
  readonly Fingerprint: string;
  readonly Trouble: string;
}

/** Asks hosts for their SSH host keys, from this machine, a few at a time. Nothing is pinned. */
export async function scanHosts(operate: Operate, hostIds: readonly string[]): Promise<readonly ScannedHost[]> {
  const pending = [...(hostIds.length > 0 ? hostIds : (await everyPage(operate, 'ListHosts', {}, 'Hosts')).map((row) => textOf(row, 'HostId')))];
  const scanned: ScannedHost[] = [];
  const worker = async (): Promise<void> => {
    for (let id = pending.shift(); id !== undefined; id = pending.shift()) scanned.push(await scanHost(operate, id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return scanned.sort((a, b) => a.HostName.localeCompare(b.HostName));
}

async function scanHost(operate: Operate, hostId: string): Promise<ScannedHost> {
  const host = hostOf(await operate('GetHost', { HostId: hostId }));
  const address = textOf(host, textOf(host, 'ActiveAddressType') === 'Public' ? 'HostPublicAddress' : 'HostPrivateAddress');
  const port = Number(textOf(rowsOf(host, 'Protocols').find((row) => row['ProtocolName'] === 'SSH') ?? {}, 'Port')) || 22;
  const known = { HostId: hostId, HostName: textOf(host, 'HostName'), Address: `${address}:${port}` };
  const pins = rowsOf(await operate('ListHostKeys', { HostId: hostId, PageSize: '100' }), 'HostKeys');
  try {
    const key = await keyOf(address, port, pins.map((pin) => textOf(pin, 'Algorithm')));
    const fingerprint = fingerprintSha256(key.blob);
    const pin = pins.find((row) => row['Algorithm'] === key.algorithm);
    const state = pin === undefined ? 'new' : textOf(pin, 'FingerprintSha256') === fingerprint ? 'same' : 'changed';
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
