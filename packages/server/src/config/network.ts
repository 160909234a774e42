import { isIP } from 'node:net';

export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** `10.0.0.0/8` or `fd00::/8`, or undefined: an address without a prefix is none, so that nobody opens more than was meant. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', digits = '', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^(0|[1-9][0-9]{0,2})$/u.test(digits) || address.includes('%')) return undefined;
  const prefix = Number(digits);
  if (prefix > (version === 4 ? 32 : 128)) return undefined;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}
