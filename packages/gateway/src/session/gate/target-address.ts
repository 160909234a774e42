import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { within } from '../../within.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export interface Listener {
  readonly host: string;
  readonly port: number;
}

/** Classes that no target may have unless listed (ruling H4): this machine, its link, cloud metadata, nobody, everybody. */
const DENIED: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'], ['192.0.0.192', 32, 'ipv4'], ['224.0.0.0', 4, 'ipv4'], ['255.255.255.255', 32, 'ipv4'],
  ['::', 128, 'ipv6'], ['::1', 128, 'ipv6'], ['fe80::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'], ['fd00:ec2::254', 128, 'ipv6'], ['fd20:ce::254', 128, 'ipv6'],
];

/** Which addresses may be dialled. */
export class TargetAddresses {
  readonly #denied = new BlockList();
  readonly #allowed = new BlockList();
  readonly #resolveTimeoutMs: number;
  readonly #listeners: () => readonly Listener[];

  /** `allow`: CIDRs or addresses; throws on one that is neither. `listeners`: everything that this product listens on. */
  constructor(allow: readonly string[], listeners: () => readonly Listener[], resolveTimeoutMs: number) {
    for (const [net, prefix, family] of DENIED) this.#denied.addSubnet(net, prefix, family);
    for (const text of allow) addCidr(this.#allowed, text);
    this.#listeners = listeners;
    this.#resolveTimeoutMs = resolveTimeoutMs;
  }

  /**
   * The addresses behind `host`, every one of them checked. They are what must be dialled: a name resolved a second time
   * may answer with another address.
   */
  async resolve(host: string, port: number): Promise<readonly string[] | Refusal<'TARGET_UNREACHABLE' | 'TARGET_ADDRESS_DENIED'>> {
    let found: readonly string[];
    try {
      found = isIP(host) === 0 ? (await within(lookup(host, { all: true }), this.#resolveTimeoutMs)).map((entry) => entry.address) : [host];
    } catch {
      return refusal('TARGET_UNREACHABLE');
    }
    if (found.length === 0) return refusal('TARGET_UNREACHABLE');
    return found.every((address) => this.mayDial(address, port)) ? found : refusal('TARGET_ADDRESS_DENIED');
  }

  mayDial(address: string, port: number): boolean {
    const plain = unmapped(address);
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(plain) === 0) return false;
    if (this.#allowed.check(plain, family)) return true;
    return !this.#denied.check(plain, family) && !this.#isOwn(plain, port);
  }

  #isOwn(address: string, port: number): boolean {
    return this.#listeners().some((listener) => listener.port === port
      && (unmapped(listener.host) === address || (isWildcard(listener.host) && isLocal(address))));
  }
}

/** `10.0.0.0/8`, `::1/128`, or one address. */
function addCidr(list: BlockList, text: string): void {
  const [net = '', prefix, rest] = text.split('/');
  const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
  const widest = family === 'ipv6' ? 128 : 32;
  const length = prefix === undefined ? widest : /^[0-9]{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (isIP(net) === 0 || rest !== undefined || length < 0 || length > widest) throw new RangeError(`not an address or CIDR: ${text}`);
  list.addSubnet(net, length, family);
}

/** IPv4 in IPv6 clothes (`::ffff:127.0.0.1`, `::ffff:7f00:1`, NAT64 `64:ff9b::`) is judged as what it reaches. */
function unmapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const canonical = new URL(`http://[${address.split('%')[0] ?? ''}]`).hostname.slice(1, -1);
  const low = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (low === null) return canonical;
  const [high16, low16] = [Number.parseInt(low[1] ?? '', 16), Number.parseInt(low[2] ?? '', 16)];
  return [high16 >> 8, high16 & 255, low16 >> 8, low16 & 255].join('.');
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isLocal(address: string): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((own) => unmapped(own.address) === address));
}
