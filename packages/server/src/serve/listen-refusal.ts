import { Refusal } from '../cli/refusal.ts';
import { systemCode } from '../data/system-error.ts';
import { showAddress } from './address.ts';
import type { ListenAddress } from './address.ts';

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something listens there already. Stop it, or choose another port (0: any free one).',
  EACCES: 'this user may not listen there. Choose a port from 1024 on, or give the capability CAP_NET_BIND_SERVICE.',
  EADDRNOTAVAIL: 'this machine does not have that address.',
  ENOTFOUND: 'that host name is not known.',
};

/** A listener that did not come up, as a refusal; anything else stays what it is. */
export function listenRefusal(error: unknown, option: string, at: ListenAddress): unknown {
  const words = WORDS[systemCode(error) ?? ''];
  return words === undefined ? error : new Refusal('ADDRESS_UNAVAILABLE', `${option} ${showAddress(at)}: ${words}`, { cause: error });
}
