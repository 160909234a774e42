import type { Channel } from './connection/channel.ts';

/** Most that a peer may have on its way to us at once, whatever window the other side opens. */
const MAX_WINDOW = 2 * 1024 * 1024;

/**
 * One direction of a bridged channel. Its window is the receiver's: the sender may send what the receiver has room for, so that
 * nothing piles up here, neither for a receiver that stops reading nor for one that claims a huge window.
 */
export class Flow {
  readonly #source: Channel;
  readonly #sink: Channel;
  readonly #clogged: () => boolean;

  constructor(source: Channel, sink: Channel, clogged: () => boolean) {
    this.#source = source;
    this.#sink = sink;
    this.#clogged = clogged;
  }

  forward(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void {
    this.#sink.write(bytes, stream);
    this.grant();
  }

  /** Lets the source send as much as the sink has room for; in large steps, or every keystroke would cost a message. */
  grant(): void {
    if (this.#clogged()) return;
    const room = roomOf(this.#sink);
    const due = room - this.#source.receiveWindow;
    if (due > 0 && (due >= room / 4 || this.#source.receiveWindow === 0)) this.#source.grant(due);
  }
}

/** What a channel can take now. */
export function roomOf(sink: Channel): number {
  return Math.max(0, Math.min(MAX_WINDOW, sink.sendWindow) - sink.queuedBytes);
}
