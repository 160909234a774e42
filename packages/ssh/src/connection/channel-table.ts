import type { Transport } from '../transport/transport.ts';
import { message } from '../wire/message.ts';
import { MSG, OPEN_FAILURE, OPEN_REFUSAL } from '../wire/numbers.ts';
import { printable } from '../wire/printable.ts';
import { Reader, WireError } from '../wire/reader.ts';
import { Channel } from './channel.ts';
import type { ChannelEvents } from './channel.ts';

/** Largest data message that we take: what every implementation must be able to do (RFC 4253 §6.1). */
const MAX_PACKET = 32_768;
/** Peers that take less would make us send their packets in crumbs. */
const MIN_PEER_PACKET = 1024;

/** The same of a target, whose word comes too late to be negotiated: what simple devices have, but no crumbs. */
const MIN_TARGET_PACKET = 256;
/** Channels of ours that a peer may leave unanswered or unclosed; more than any client of the door may have open. */
const MAX_OURS = 1024;

/** What the peer wants of a new channel. */
export interface OpenRequest {
  readonly kind: string;
  readonly accept: (receiveWindow: number, events: ChannelEvents) => Channel;
}

interface Opening {
  readonly receiveWindow: number;
  readonly events: ChannelEvents;
  readonly resolve: (channel: Channel | undefined) => void;
}

/** The channels of one connection (RFC 4254 §5), by our number. */
export class ChannelTable {
  readonly #transport: Transport;
  readonly #onOpen: (request: OpenRequest) => keyof typeof OPEN_FAILURE | 'ACCEPTED';
  readonly #channels = new Map<number, Channel>();
  readonly #openings = new Map<number, Opening>();
  #nextId = 0;
  #over = false;

  /** `onOpen` accepts by calling `accept`, or names its reason for refusing. */
  constructor(transport: Transport, onOpen: (request: OpenRequest) => keyof typeof OPEN_FAILURE | 'ACCEPTED') {
    this.#transport = transport;
    this.#onOpen = onOpen;
  }

  get size(): number {
    return this.#channels.size + this.#openings.size;
  }

  /** Opens a session channel; undefined: the peer refused, the connection is over, or the peer has left too many open. */
  openSession(receiveWindow: number, maxPacket: number, events: ChannelEvents): Promise<Channel | undefined> {
    if (this.#over || this.size >= MAX_OURS) return Promise.resolve(undefined);
    const localId = this.#takeId();
    return new Promise((resolve) => {
      this.#openings.set(localId, { receiveWindow, events, resolve });
      this.#transport.send(message(MSG.CHANNEL_OPEN, 'session', localId, receiveWindow, Math.min(maxPacket, MAX_PACKET)));
    });
  }

  /** A connection protocol message about channels (90 to 100). */
  receive(payload: Uint8Array): void {
    const type = payload[0] ?? 0;
    const reader = new Reader(payload, 1);
    if (type === MSG.CHANNEL_OPEN) return this.#peerOpens(reader);
    const localId = reader.uint32();
    if (type === MSG.CHANNEL_OPEN_CONFIRMATION) return this.#confirmed(localId, reader);
    if (type === MSG.CHANNEL_OPEN_FAILURE) return this.#refused(localId);
    const channel = this.#channels.get(localId);
    if (channel === undefined) {
      // Some targets still adjust a window or answer a request after both sides have closed.
      if (localId > 0 && localId <= this.#nextId && !this.#openings.has(localId)) return;
      throw new WireError('A message for a channel that is not open');
    }
    channel.receive(type, reader);
    if (channel.over) this.#channels.delete(localId);
  }

  /** The connection is over. */
  end(): void {
    this.#over = true;
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    for (const channel of channels) channel.end();
    for (const { resolve } of this.#openings.values()) resolve(undefined);
    this.#openings.clear();
  }

  #peerOpens(reader: Reader): void {
    const kind = printable(reader.text(), 64);
    const remoteId = reader.uint32();
    const sendWindow = reader.uint32();
    const maxPacket = Math.min(reader.uint32(), MAX_PACKET);
    const accept = (receiveWindow: number, events: ChannelEvents): Channel => {
      const localId = this.#takeId();
      const channel = new Channel(this.#transport, { localId, remoteId, sendWindow, receiveWindow, maxPacket }, events);
      this.#channels.set(localId, channel);
      this.#transport.send(message(MSG.CHANNEL_OPEN_CONFIRMATION, remoteId, localId, receiveWindow, MAX_PACKET));
      return channel;
    };
    const verdict = maxPacket < MIN_PEER_PACKET ? 'RESOURCE_SHORTAGE' : this.#onOpen({ kind, accept });
    if (verdict !== 'ACCEPTED') this.#transport.send(message(MSG.CHANNEL_OPEN_FAILURE, remoteId, OPEN_FAILURE[verdict], OPEN_REFUSAL[verdict], 'en'));
  }

  #confirmed(localId: number, reader: Reader): void {
    const opening = this.#openings.get(localId);
    if (opening === undefined) throw new WireError('A channel was confirmed that nobody opened');
    this.#openings.delete(localId);
    const remoteId = reader.uint32();
    const sendWindow = reader.uint32();
    const maxPacket = Math.min(reader.uint32(), MAX_PACKET);
    if (maxPacket < MIN_TARGET_PACKET) throw new WireError('The peer takes too small packets');
    const channel = new Channel(this.#transport, { localId, remoteId, sendWindow, receiveWindow: opening.receiveWindow, maxPacket }, opening.events);
    this.#channels.set(localId, channel);
    opening.resolve(channel);
  }

  #refused(localId: number): void {
    const opening = this.#openings.get(localId);
    if (opening === undefined) throw new WireError('A channel was refused that nobody opened');
    this.#openings.delete(localId);
    opening.resolve(undefined);
  }

  /** Numbers are not reused: a late message can then never reach another channel. */
  #takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }
}
