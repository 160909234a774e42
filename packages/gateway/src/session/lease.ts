import type { EpochMs, NodeRepository } from '@sallyport/core';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import type { GatewaySettings } from '../settings.ts';
import { within } from '../within.ts';

export interface LeaseDeps {
  readonly nodes: NodeRepository;
  readonly node: { readonly id: string; readonly publicKey: string };
  /** Wall clock, compared with the store's. */
  readonly now: () => EpochMs;
  /** Milliseconds that never step and go on while the process is stopped. */
  readonly monotonic: () => number;
  readonly log: Log;
  readonly settings: GatewaySettings['lease'];
  /** The lease ran out: everything that runs must end. Called once per loss. */
  readonly onLost: () => void;
}

/** Why nobody is admitted at the moment. */
export type Closed = 'not-read-yet' | 'store-lost' | 'clock-off' | 'stopping';

/**
 * The node's right to act. Counted from the moment a renewal was *sent*, and given up a fifth before it ends, so that this node's
 * sessions are over before the others may declare it dead. Judged by the monotonic clock: `held` is true to the millisecond even
 * right after the process was stopped for a minute.
 */
export class Lease {
  readonly #deps: LeaseDeps;
  readonly #startedAt: EpochMs;
  #heldUntil: number | undefined;
  #clockOff = false;
  #lost = false;
  #stopping = false;
  #released = false;
  #renewTimer: NodeJS.Timeout | undefined;
  #lossTimer: NodeJS.Timeout | undefined;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
    this.#startedAt = deps.now();
  }

  /** Whether forwarding may go on. Cheap: asked before every chunk. */
  held(): boolean {
    return this.#heldUntil !== undefined && this.#deps.monotonic() < this.#heldUntil;
  }

  /** Undefined: log-ons are admitted. */
  closed(): Closed | undefined {
    if (this.#stopping) return 'stopping';
    if (this.#heldUntil === undefined) return 'not-read-yet';
    if (!this.held()) return 'store-lost';
    return this.#clockOff ? 'clock-off' : undefined;
  }

  /** Rejects when the store cannot be reached: then the node does not start. */
  async start(): Promise<void> {
    await this.#renew();
    this.#schedule();
  }

  /** Admits nobody from now on; what runs may go on until `release`. */
  close(): void {
    this.#stopping = true;
  }

  async release(): Promise<void> {
    this.#stopping = true;
    this.#released = true;
    clearTimeout(this.#renewTimer);
    clearTimeout(this.#lossTimer);
    this.#heldUntil = undefined;
    await within(this.#deps.nodes.release(this.#deps.node.id), this.#period());
  }

  #period(): number {
    return this.#deps.settings.leaseMs / 3;
  }

  #schedule(): void {
    this.#renewTimer = setTimeout(() => {
      void this.#renew()
        .catch((error: unknown) => { this.#deps.log.warn('the node lease could not be renewed', { cause: causeOf(error) }); })
        .finally(() => { if (!this.#released) this.#schedule(); });
    }, this.#period());
  }

  async #renew(): Promise<void> {
    const { node, nodes, settings, now, monotonic } = this.#deps;
    const [sentMono, sentWall] = [monotonic(), now()];
    const storeNow = await within(nodes.renew({ ...node, startedAt: this.#startedAt }, settings.leaseMs), this.#period());
    // An answer that comes after the release must not bring the lease back.
    if (this.#released) return;
    const roundTrip = monotonic() - sentMono;
    // The store read its clock somewhere within the round trip; only what exceeds that is skew.
    const skew = Math.abs(storeNow - (sentWall + roundTrip / 2)) - roundTrip / 2;
    this.#judgeClock(skew > settings.maxClockSkewMs, skew);
    this.#heldUntil = sentMono + settings.leaseMs * 0.8;
    this.#lost = false;
    this.#watchLoss();
  }

  #judgeClock(off: boolean, skew: number): void {
    if (off && !this.#clockOff) this.#deps.log.error('the clock of this node is off the store\'s: it admits nobody', { skewMs: Math.round(skew) });
    if (!off && this.#clockOff) this.#deps.log.info('the clock of this node agrees with the store\'s again');
    this.#clockOff = off;
  }

  #watchLoss(): void {
    clearTimeout(this.#lossTimer);
    this.#lossTimer = setTimeout(() => {
      if (this.held()) {
        this.#watchLoss();
        return;
      }
      if (this.#lost || this.#stopping) return;
      this.#lost = true;
      this.#deps.log.error('the store has been out of reach for a lease: all sessions of this node end');
      this.#deps.onLost();
    }, Math.max(1, (this.#heldUntil ?? 0) - this.#deps.monotonic()));
  }
}
