import type { Socket } from 'node:net';
import { addressOf } from './address-of.ts';
import type { DoorOptions } from './port.ts';

/** Who counts as one: an IPv4 address, or an IPv6 network of 64 bits, within which a host has all the addresses that it likes. */
export function sourceOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return `${[...before, ...Array<string>(gap).fill('0'), ...after].slice(0, 4).join(':')}::/64`;
}

/** Counts connections that have not authenticated yet, in all and by source. */
export class Strangers {
  readonly #options: Pick<DoorOptions, 'maxUnauthenticated' | 'maxUnauthenticatedPerAddress' | 'onTrouble'>;
  readonly #byAddress = new Map<string, number>();
  #count = 0;

  constructor(options: Pick<DoorOptions, 'maxUnauthenticated' | 'maxUnauthenticatedPerAddress' | 'onTrouble'>) {
    this.#options = options;
  }

  /** Undefined: over a limit, and the socket is gone. Else what to call once it has authenticated or closed. */
  admit(socket: Socket): (() => void) | undefined {
    const address = addressOf(socket);
    const source = sourceOf(address);
    const ofAddress = this.#byAddress.get(source) ?? 0;
    if (this.#count >= this.#options.maxUnauthenticated || ofAddress >= this.#options.maxUnauthenticatedPerAddress) {
      socket.on('error', () => undefined);
      socket.destroy();
      this.#options.onTrouble({ remoteAddress: address, message: 'Too many connections that have not authenticated' });
      return undefined;
    }
    this.#count += 1;
    this.#byAddress.set(source, ofAddress + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#release(source);
    };
  }

  #release(source: string): void {
    this.#count -= 1;
    const left = (this.#byAddress.get(source) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(source, left);
    else this.#byAddress.delete(source);
  }
}
