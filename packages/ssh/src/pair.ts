import { Bridge } from './bridge.ts';
import { Connection } from './client-leg.ts';
import { deferred } from './deferred.ts';
import type { ChannelTap, ClientLeg, HeldChannel, Pair, PairEnd, PairOptions, TargetLeg } from './port.ts';
import { SessionChannel } from './session-channel.ts';
import { TargetConnection } from './target-leg.ts';

/** How long the caller has, after its guard said no, to end the pair with words of its own. */
const GUARD_GRACE_MS = 250;
const TARGET_LOST = 'The connection to the target was lost.';

/** Joins a client's leg and a target's. Throws `TypeError` for legs that are not this library's. */
export function createPair(client: ClientLeg, target: TargetLeg, options: PairOptions): Pair {
  if (!(client instanceof Connection) || !(target instanceof TargetConnection)) throw new TypeError('The legs are not of this library');
  return new LegPair(client, target, options);
}

class LegPair implements Pair {
  readonly #client: Connection;
  readonly #target: TargetConnection;
  readonly #options: PairOptions;
  readonly #bridges = new Map<SessionChannel, Bridge>();
  readonly #ended = deferred<PairEnd>();
  /** Why it ends; the first cause stands. */
  #cause: PairEnd | undefined;
  #inputStopped = false;
  #frozen = false;
  #leaving = false;
  #clogged = { client: false, target: false };
  /** Who taps cannot keep up: nothing is granted to either side. */
  #held = false;
  #guardTimer: NodeJS.Timeout | undefined;
  bytesFromClient = 0;
  bytesFromTarget = 0;

  constructor(client: Connection, target: TargetConnection, options: PairOptions) {
    this.#client = client;
    this.#target = target;
    this.#options = options;
    client.steer({ congested: () => this.#clog('client', target), drained: () => this.#unclog('client', target) });
    target.steer({ congested: () => this.#clog('target', client), drained: () => this.#unclog('target', client) });
    client.onClose(() => this.#clientClosed());
    target.onClose(() => this.#targetClosed());
    if (client.closed) queueMicrotask(() => this.#clientClosed());
  }

  get closed(): Promise<PairEnd> {
    return this.#ended.promise;
  }

  async bridge(channel: HeldChannel, tap: ChannelTap): Promise<void> {
    if (!(channel instanceof SessionChannel) || !this.#client.sessions.has(channel)) throw new TypeError('The channel is not of this client');
    if (this.#bridges.has(channel)) throw new TypeError('The channel is bridged already');
    channel.onInput(undefined);
    channel.onResize(undefined);
    const bridge = new Bridge(channel, this.#target, tap, {
      mayForward: (from) => this.#mayForward(from),
      forwarded: (from, bytes) => {
        this.#count(from, bytes);
        this.#hold();
      },
      clogged: (leg) => this.#clogged[leg] || this.#held,
    });
    this.#bridges.set(channel, bridge);
    try {
      await bridge.run();
    } finally {
      this.#bridges.delete(channel);
    }
  }

  stopInput(): void {
    this.#stop();
    // What a target that does not read has left with the transport is sealed, and can only be kept from it with the connection itself.
    if (this.bytesFromClient > 0) this.#target.transport.dropUnsent();
  }

  #stop(): void {
    this.#inputStopped = true;
    for (const bridge of this.#bridges.values()) bridge.dropInput();
  }

  async end(text: string, withinMs: number): Promise<void> {
    this.#end('ended', text, withinMs);
    await this.#ended.promise;
  }

  #end(cause: PairEnd, text: string, withinMs: number): void {
    // A client that went of its own accord may have meant all that it sent.
    if (cause === 'client-closed' || cause === 'target-closed') this.#stop();
    else this.stopInput();
    this.#cause ??= cause;
    if (this.#leaving) return;
    this.#leaving = true;
    clearTimeout(this.#guardTimer);
    for (const session of this.#client.sessions) {
      const bridge = this.#bridges.get(session);
      if (bridge) bridge.finish(text, this.#cause === 'target-closed' ? 'after-output' : 'at-once');
      else session.finish(text, 255);
    }
    this.#target.leave(withinMs);
    this.#client.disconnect(text, withinMs);
  }

  #mayForward(from: 'client' | 'target'): boolean {
    if (this.#frozen || (from === 'client' && this.#inputStopped)) return false;
    if (this.#options.guard()) return true;
    this.#frozen = true;
    this.#cause ??= 'guard';
    this.stopInput();
    this.#guardTimer = setTimeout(() => this.#end('guard', '', 2000), GUARD_GRACE_MS);
    return false;
  }

  #count(from: 'client' | 'target', bytes: number): void {
    if (from === 'target') {
      this.bytesFromTarget += bytes;
      return;
    }
    this.bytesFromClient += bytes;
    if (this.bytesFromClient === bytes) this.#options.onFirstByte();
  }

  #hold(): void {
    if (this.#held) return;
    const relief = this.#options.hold?.();
    if (relief === undefined) return;
    this.#held = true;
    void relief.finally(() => {
      this.#held = false;
      for (const bridge of this.#bridges.values()) bridge.grant();
    });
  }

  /** `leg` takes no more: who fills it is not read any further. */
  #clog(leg: 'client' | 'target', source: Connection | TargetConnection): void {
    this.#clogged[leg] = true;
    if (!this.#leaving) source.transport.pause();
  }

  #unclog(leg: 'client' | 'target', source: Connection | TargetConnection): void {
    this.#clogged[leg] = false;
    source.transport.resume();
    for (const bridge of this.#bridges.values()) bridge.grant();
  }

  #clientClosed(): void {
    this.#end('client-closed', '', 2000);
    this.#settle();
  }

  #targetClosed(): void {
    const text = this.#cause === undefined ? `${this.#options.targetLost ?? TARGET_LOST}\r\n` : '';
    this.#end('target-closed', text, 2000);
    this.#settle();
  }

  #settle(): void {
    if (this.#client.closed && this.#target.closed) this.#ended.resolve(this.#cause ?? 'ended');
  }
}
