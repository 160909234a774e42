import type { Socket } from 'node:net';
import { addressOf } from './address-of.ts';
import type { DoorOptions } from './port.ts';

/** Counts connections that have not authenticated yet, in all and by address. */
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
    const ofAddress = this.#byAddress.get(address) ?? 0;
    if (this.#count >= this.#options.maxUnauthenticated || ofAddress >= this.#options.maxUnauthenticatedPerAddress) {
      socket.on('error', () => undefined);
      socket.destroy();
      this.#options.onTrouble({ remoteAddress: address, message: 'Too many connections that have not authenticated' });
      return undefined;
    }
    this.#count += 1;
    this.#byAddress.set(address, ofAddress + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#release(address);
    };
  }

  #release(address: string): void {
    this.#count -= 1;
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}
