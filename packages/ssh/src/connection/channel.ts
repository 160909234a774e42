import type { Field } from '../wire/message.ts';
import { message } from '../wire/message.ts';
import { MSG } from '../wire/numbers.ts';
import type { Reader } from '../wire/reader.ts';
import { WireError } from '../wire/reader.ts';
import type { Transport } from '../transport/transport.ts';
import { Backlog } from './backlog.ts';
import type { Control } from './backlog.ts';

/** What a channel tells its owner. All synchronous. */
export interface ChannelEvents {
  /** Bytes that the peer sent, within the window that it was granted. */
  readonly data: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => void;
  readonly eof: () => void;
  /** `fields` stands after `want reply`. Answered by the returned value; ignored when no reply is wanted. */
  readonly request: (name: string, fields: Reader) => boolean | Promise<boolean>;
  /** The peer's window has grown, or queued bytes have left. */
  readonly room: () => void;
  /** Once: the peer closed it, or the connection is over. */
  readonly closed: () => void;
  /** Asked when the peer closes first: `later` leaves our own close to the owner, who has something to say before it. Default: at once. */
  readonly answerClose?: () => 'at-once' | 'later';
}

export interface ChannelNumbers {
  readonly localId: number;
  readonly remoteId: number;
  /** Bytes that we may send, and the peer may send. */
  readonly sendWindow: number;
  readonly receiveWindow: number;
  /** Largest data message that the peer takes. */
  readonly maxPacket: number;
}

const MAX_WINDOW = 0xffff_ffff;
const MAX_PENDING_REPLIES = 64;

/** One channel of RFC 4254 §5, either role. What is sent stays in order: data that waits for the window holds back all that follows it. */
export class Channel {
  readonly localId: number;
  readonly maxPacket: number;
  readonly #remoteId: number;
  readonly #transport: Transport;
  #events: ChannelEvents;
  #sendWindow: number;
  #receiveWindow: number;
  readonly #queue = new Backlog();
  #sent: 'open' | 'eof' | 'close' = 'open';
  #received: 'open' | 'eof' | 'close' = 'open';
  /** `#sent` is what the owner asked for; the message itself may still stand behind data. */
  #closeSent = false;
  /** Answers that we owe, in the order of the requests (RFC 4254 §4 has no numbers to tell them apart). */
  readonly #owed: { answer: boolean | undefined }[] = [];
  /** Answers that we wait for. */
  readonly #awaited: ((ok: boolean) => void)[] = [];

  constructor(transport: Transport, numbers: ChannelNumbers, events: ChannelEvents) {
    this.localId = numbers.localId;
    this.maxPacket = numbers.maxPacket;
    this.#remoteId = numbers.remoteId;
    this.#transport = transport;
    this.#sendWindow = numbers.sendWindow;
    this.#receiveWindow = numbers.receiveWindow;
    this.#events = events;
  }

  /** Bytes that may still be sent before the peer has to grant more. */
  get sendWindow(): number {
    return this.#sendWindow;
  }

  /** Bytes that the peer may still send. */
  get receiveWindow(): number {
    return this.#receiveWindow;
  }

  get queuedBytes(): number {
    return this.#queue.bytes;
  }

  /** Our close is on its way and the peer's is awaited. */
  get closing(): boolean {
    return this.#sent === 'close' && this.#received !== 'close';
  }

  /** The peer has closed it or the connection is over. */
  get over(): boolean {
    return this.#received === 'close';
  }

  /** Hands the channel to another owner. */
  own(events: ChannelEvents): void {
    this.#events = events;
  }

  write(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void {
    if (this.#sent !== 'open' || bytes.length === 0) return;
    const sent = this.#queue.empty ? this.#transmit(bytes, stream) : 0;
    if (sent < bytes.length) this.#queue.push(bytes.subarray(sent), stream);
  }

  /** A request without an answer. Dropped when too many wait behind data that the peer does not take. */
  tell(name: string, ...fields: readonly Field[]): void {
    if (this.#sent === 'close') return;
    this.#inOrder({ payload: message(MSG.CHANNEL_REQUEST, this.#remoteId, name, false, ...fields) });
  }

  /** A request with its answer; false also when the channel ends first, or when too many wait already. */
  ask(name: string, ...fields: readonly Field[]): Promise<boolean> {
    if (this.#sent === 'close' || this.over || this.#awaited.length >= MAX_PENDING_REPLIES) return Promise.resolve(false);
    if (!this.#inOrder({ payload: message(MSG.CHANNEL_REQUEST, this.#remoteId, name, true, ...fields) })) return Promise.resolve(false);
    return new Promise((resolve) => this.#awaited.push(resolve));
  }

  /** After what was written. */
  sendEof(): void {
    if (this.#sent !== 'open') return;
    this.#sent = 'eof';
    this.#inOrder('eof');
  }

  /** After what was written. The peer's own close ends the channel. */
  sendClose(): void {
    if (this.#sent === 'close') return;
    this.#sent = 'close';
    this.#inOrder('close');
  }

  /** Lets the peer send more. */
  grant(bytes: number): void {
    if (bytes <= 0 || this.#received !== 'open' || this.#sent === 'close') return;
    this.#receiveWindow += bytes;
    this.#transport.send(message(MSG.CHANNEL_WINDOW_ADJUST, this.#remoteId, bytes));
  }

  /** Forgets bytes that were written and have not been sent. */
  dropQueuedData(): void {
    this.#queue.dropData();
    this.#flush();
  }

  /** A message of the peer for this channel. Throws `WireError` for what no honest peer sends. */
  receive(type: number, reader: Reader): void {
    switch (type) {
      case MSG.CHANNEL_DATA: return this.#onData(reader.string(), 'stdout');
      case MSG.CHANNEL_EXTENDED_DATA: return this.#onExtendedData(reader.uint32(), reader.string());
      case MSG.CHANNEL_WINDOW_ADJUST: return this.#onAdjust(reader.uint32());
      case MSG.CHANNEL_REQUEST: return this.#onRequest(reader.text(), reader.bool(), reader);
      case MSG.CHANNEL_SUCCESS: return this.#onAnswer(true);
      case MSG.CHANNEL_FAILURE: return this.#onAnswer(false);
      case MSG.CHANNEL_EOF: return this.#onEof();
      case MSG.CHANNEL_CLOSE: return this.end();
      default: throw new WireError(`Message ${type} on a channel`);
    }
  }

  /** The peer closed the channel, or the connection is over. */
  end(): void {
    if (this.#received === 'close') return;
    this.#received = 'close';
    // RFC 4254 §5.3: answered unless ours went before; nobody reads what is still queued.
    this.#queue.clear();
    if (this.#sent === 'close') this.#sendCloseOnce();
    else if (this.#events.answerClose?.() !== 'later') this.sendClose();
    for (const resolve of this.#awaited.splice(0)) resolve(false);
    this.#events.closed();
  }

  #sendCloseOnce(): void {
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#transport.send(message(MSG.CHANNEL_CLOSE, this.#remoteId));
  }

  #onData(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void {
    if (this.#received !== 'open') throw new WireError('Data after the end of a channel');
    if (bytes.length > this.#receiveWindow) throw new WireError('More data than the window of the channel allows');
    this.#receiveWindow -= bytes.length;
    if (bytes.length > 0) this.#events.data(bytes, stream);
  }

  #onExtendedData(type: number, bytes: Uint8Array): void {
    if (type !== 1) throw new WireError('Extended data of an unknown type');
    this.#onData(bytes, 'stderr');
  }

  #onAdjust(bytes: number): void {
    // RFC 4254 §5.2: the window must not pass 2³²-1; some peers add without looking.
    this.#sendWindow = Math.min(MAX_WINDOW, this.#sendWindow + bytes);
    this.#flush();
    this.#events.room();
  }

  #onEof(): void {
    if (this.#received !== 'open') return;
    this.#received = 'eof';
    this.#events.eof();
  }

  #onAnswer(ok: boolean): void {
    const resolve = this.#awaited.shift();
    if (resolve === undefined) throw new WireError('An answer that nobody waits for');
    resolve(ok);
  }

  #onRequest(name: string, wantReply: boolean, fields: Reader): void {
    if (this.#owed.length >= MAX_PENDING_REPLIES) throw new WireError('Too many requests at once');
    const slot: { answer: boolean | undefined } = { answer: undefined };
    if (wantReply) this.#owed.push(slot);
    const answer = this.#events.request(name, fields);
    if (!wantReply) return;
    if (typeof answer === 'boolean') {
      slot.answer = answer;
      this.#payOwed();
      return;
    }
    const settle = (ok: boolean): void => {
      slot.answer = ok;
      this.#payOwed();
    };
    answer.then(settle, () => settle(false));
  }

  #payOwed(): void {
    while (this.#owed[0]?.answer !== undefined) {
      const ok = this.#owed.shift()?.answer === true;
      if (!this.#closeSent) this.#transport.send(message(ok ? MSG.CHANNEL_SUCCESS : MSG.CHANNEL_FAILURE, this.#remoteId));
    }
  }

  /** False: dropped, because too many requests wait. */
  #inOrder(control: Control): boolean {
    if (!this.#queue.pushControl(control)) return false;
    this.#flush();
    return true;
  }

  #flush(): void {
    for (let next = this.#queue.next(); next !== undefined; next = this.#queue.next()) {
      if (next === 'control') this.#sendControl(this.#queue.takeControl());
      else if (this.#sendWindow === 0) return;
      else this.#transmit(this.#queue.takeData(this.#sendWindow), next);
    }
  }

  #sendControl(control: Control | undefined): void {
    if (this.#closeSent || control === undefined) return;
    if (control === 'eof') this.#transport.send(message(MSG.CHANNEL_EOF, this.#remoteId));
    else if (control === 'close') this.#sendCloseOnce();
    else this.#transport.send(control.payload);
  }

  /** Sends what the window allows; how much that was. */
  #transmit(bytes: Uint8Array, stream: 'stdout' | 'stderr'): number {
    const allowed = Math.min(bytes.length, this.#sendWindow);
    for (let at = 0; at < allowed; at += this.maxPacket) {
      this.#transport.sendData(this.#remoteId, stream, bytes.subarray(at, Math.min(allowed, at + this.maxPacket)));
    }
    this.#sendWindow -= allowed;
    return allowed;
  }
}
