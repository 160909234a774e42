// The only place that touches ssh2 beneath its public API. ssh2's own Server, Client and Channel lose exit statuses and tails, ignore
// back-pressure and do not enforce windows; its Protocol object alone (key exchange, ciphers, packets) has none of these faults.
import type { Socket } from 'node:net';
import kex from 'ssh2/lib/protocol/kex.js';
import Protocol from 'ssh2/lib/protocol/Protocol.js';
import packets from 'ssh2/lib/protocol/utils.js';
import { message } from '../wire/message.ts';
import { DISCONNECT, MSG, STDERR } from '../wire/numbers.ts';
import { printable } from '../wire/printable.ts';
import { WireError } from '../wire/reader.ts';
import { SIGNATURE_ALGORITHMS } from '../keys/signature.ts';
import { CIPHERS, KEX, MACS } from './algorithms.ts';
import type { HostKeys } from './host-keys.ts';
import { IdentGatherer } from './ident-gatherer.ts';
import { RekeyClock } from './rekey-clock.ts';
import type { Transport, TransportHandlers } from './transport.ts';

export interface Ssh2TransportOptions {
  readonly socket: Socket;
  readonly ident: string;
  readonly maxBuffered: number;
  readonly rekeyBytes?: number;
  readonly role:
    | { readonly kind: 'server'; readonly hostKeys: HostKeys }
    /** `hostKey`: sees every host key before its signature has been verified; only what `established` confirms is proven. */
    | { readonly kind: 'client'; readonly hostKeyAlgorithms: readonly string[]; readonly hostKey: (blob: Uint8Array) => boolean };
  readonly handlers: TransportHandlers;
}

/** SSH_MSG_KEXINIT (RFC 4253 §12). */
const KEXINIT = 20;
/** What it costs to keep a small packet, besides its bytes. */
const PACKET_COST = 128;
/** Pieces smaller than this on average are joined before they are written. */
const SMALL = 512;

export class Ssh2Transport implements Transport {
  readonly #options: Ssh2TransportOptions;
  readonly #socket: Socket;
  readonly #protocol: Protocol;
  readonly #rekey: RekeyClock;
  /** Payload bytes that ssh2 holds back during a key exchange: the peer decides how long that takes. */
  #heldByKex = 0;
  #exchanges = 0;
  #congested = false;
  /** Written in this turn. */
  #out: Buffer[] = [];
  #outBytes = 0;
  #ident: IdentGatherer | undefined;
  #state: 'open' | 'closing' | 'closed' = 'open';
  #deadline: NodeJS.Timeout | undefined;

  constructor(options: Ssh2TransportOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.#ident = new IdentGatherer(options.role.kind);
    this.#protocol = this.#createProtocol();
    this.#rekey = new RekeyClock({
      due: () => this.#protocol.rekey(),
      overdue: () => this.fail(new Error('The key exchange took too long')),
    }, options.rekeyBytes);
    this.#wireProtocol();
    this.#wireSocket();
  }

  get sessionId(): Uint8Array {
    const id = this.#protocol._kex?.sessionID;
    if (id === undefined) throw new TypeError('No key exchange has been completed');
    return id;
  }

  get pending(): number {
    return this.#socket.writableLength + this.#outBytes + this.#heldByKex;
  }

  send(payload: Uint8Array): void {
    if (this.#state !== 'open') return;
    const writer = this.#protocol._packetRW.write;
    const packet = writer.alloc(payload.length);
    packet.set(payload, writer.allocStart);
    this.#sendPacket(writer.finalize(packet), payload.length);
  }

  sendData(channel: number, stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    if (this.#state !== 'open') return;
    const head = stream === 'stdout' ? 9 : 13;
    const writer = this.#protocol._packetRW.write;
    const packet = writer.alloc(head + bytes.length);
    let at = writer.allocStart;
    packet[at] = stream === 'stdout' ? MSG.CHANNEL_DATA : MSG.CHANNEL_EXTENDED_DATA;
    at = packet.writeUInt32BE(channel, at + 1);
    if (stream === 'stderr') at = packet.writeUInt32BE(STDERR, at);
    at = packet.writeUInt32BE(bytes.length, at);
    packet.set(bytes, at);
    this.#sendPacket(writer.finalize(packet), head + bytes.length);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    if (this.#state === 'open') this.#socket.resume();
  }

  disconnect(reason: number, text: string, withinMs: number): void {
    if (this.#state !== 'open') return;
    // The peer's ident has not come: no packet can be sent yet.
    if (this.#protocol._remoteIdentRaw !== undefined) {
      const payload = message(MSG.DISCONNECT, reason, text, '');
      const writer = this.#protocol._packetRW.write;
      const packet = writer.alloc(payload.length, true);
      packet.set(payload, writer.allocStartKEX);
      packets.sendPacket(this.#protocol, writer.finalize(packet, true), true);
    }
    this.#beginClose(withinMs);
  }

  destroy(): void {
    this.#state = this.#state === 'closed' ? 'closed' : 'closing';
    this.#socket.destroy();
  }

  dropUnsent(): void {
    this.#flushOut();
    if (this.pending === 0 || this.#socket.destroyed) return;
    this.#state = this.#state === 'closed' ? 'closed' : 'closing';
    // With a reset, or the kernel would go on delivering what it holds.
    this.#socket.resetAndDestroy();
  }

  /** A violation by the peer, or our own fault: tells the owner, then closes. */
  fail(error: Error): void {
    if (this.#state !== 'open') return;
    this.#options.handlers.failed(error);
    this.disconnect(DISCONNECT.PROTOCOL_ERROR, 'Protocol error', 1000);
  }

  #createProtocol(): Protocol {
    const { role, ident, handlers } = this.#options;
    const way = { cipher: CIPHERS, mac: MACS, compress: ['none'], lang: [] };
    // As a server ssh2 throws away every packet that a client sends on a guess (dropbear does), even on a right one. A guess is wrong
    // when the first names of both lists differ (RFC 4253 §7.1): with the mark in the first place all guesses are, and both sides know.
    const names = role.kind === 'server' ? ['kex-strict-s-v00@openssh.com', ...KEX] : [...KEX, 'ext-info-c', 'kex-strict-c-v00@openssh.com'];
    const serverHostKey = role.kind === 'server' ? Object.keys(role.hostKeys) : role.hostKeyAlgorithms;
    return new Protocol({
      server: role.kind === 'server',
      ident,
      offer: new kex.KexInit({ kex: names, serverHostKey, cs: way, sc: way }),
      ...(role.kind === 'server' ? { hostKeys: role.hostKeys } : { hostVerifier: (blob: Buffer) => role.hostKey(blob) }),
      onWrite: (bytes) => this.#write(bytes),
      // ssh2 has sent its SSH_MSG_DISCONNECT and cannot send any more.
      onError: (error) => {
        if (this.#state !== 'open') return;
        handlers.failed(error);
        this.#beginClose(1000);
      },
      onHeader: (header) => handlers.identified(printable(header.versions.software)),
      onHandshakeComplete: () => this.#exchanged(),
      messageHandlers: { DISCONNECT: (_self, reason, text) => this.#peerDisconnected(reason, text) },
    });
  }

  #wireProtocol(): void {
    const protocol = this.#protocol;
    // ssh2 would parse the upper layers itself, and lose terminal modes, breaks and unknown requests on the way.
    const lower = protocol._onPayload;
    protocol._onPayload = (payload) => {
      const type = payload[0] ?? 0;
      // What it returns for its own messages tells its packet reader whether to go on.
      if (type === KEXINIT && protocol._kexinit === undefined && !this.#rekey.mayBegin()) throw new WireError('Too many key exchanges');
      if (type < MSG.SERVICE_REQUEST || (type > MSG.EXT_INFO && type < MSG.USERAUTH_REQUEST)) return lower(payload);
      return this.#receive(payload);
    };
    // ssh2's own server-sig-algs lacks a comma and offers SHA-1 and DSA: ours goes out in its place (RFC 8308 §2.4).
    const complete = protocol._onHandshakeComplete;
    protocol._onHandshakeComplete = (...negotiated) => {
      const wanted = protocol._kex?.remoteExtInfoEnabled === true;
      if (protocol._kex) protocol._kex.remoteExtInfoEnabled = false;
      complete(...negotiated);
      if (!wanted || this.#exchanges !== 1 || this.#options.role.kind !== 'server') return;
      this.send(message(MSG.EXT_INFO, 1, 'server-sig-algs', SIGNATURE_ALGORITHMS.join(',')));
    };
  }

  #wireSocket(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    // Finds peers whose network has gone without ending the idle or the suspended.
    socket.setKeepAlive(true, 60_000);
    socket.on('data', (bytes: Buffer) => this.#parse(bytes));
    socket.on('drain', () => this.#settle());
    socket.on('error', (error) => {
      if (this.#state === 'open') this.#options.handlers.failed(error);
    });
    socket.once('end', () => this.#beginClose(1000));
    socket.once('close', () => this.#closed());
    this.#protocol.start();
  }

  #parse(bytes: Buffer): void {
    // What comes after our end has no meaning, and must not reach the layers above.
    if (this.#state !== 'open') return;
    this.#rekey.count(bytes.length);
    try {
      const ready = this.#ident === undefined ? bytes : this.#ident.push(bytes);
      if (ready === undefined) return;
      this.#ident = undefined;
      this.#protocol.parse(ready, 0, ready.length);
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
    if (this.#state === 'open' && this.#protocol._kexinit !== undefined) this.#rekey.begun();
  }

  #receive(payload: Uint8Array): void {
    if (this.#state === 'open' && this.#exchanges > 0) this.#options.handlers.message(payload);
  }

  #exchanged(): void {
    this.#exchanges += 1;
    this.#heldByKex = 0;
    this.#rekey.done();
    if (this.#exchanges === 1) this.#options.handlers.established();
    else this.#settle();
  }

  #peerDisconnected(reason: number, text: string): void {
    if (this.#state !== 'open') return;
    if (reason !== DISCONNECT.BY_APPLICATION) this.#options.handlers.failed(new Error(`The peer disconnected: ${printable(text)} (${reason})`));
    this.#beginClose(1000);
  }

  #sendPacket(packet: Buffer, payloadLength: number): void {
    if (!packets.sendPacket(this.#protocol, packet)) {
      this.#heldByKex += payloadLength + PACKET_COST;
      this.#rekey.begun();
    }
    this.#rekey.count(payloadLength);
    this.#watchPending();
  }

  #watchPending(): void {
    const { maxBuffered, handlers } = this.#options;
    if (this.pending <= maxBuffered) return;
    if (!this.#congested) {
      this.#congested = true;
      handlers.congested();
    }
    // Windows and the pause of the other leg keep data well below this; only a peer that asks and asks without reading the answers gets here.
    if (this.pending > 4 * maxBuffered + 1024 * 1024) {
      handlers.failed(new Error('The peer does not read'));
      this.destroy();
    }
  }

  #settle(): void {
    if (!this.#congested || this.pending > this.#options.maxBuffered / 2) return;
    this.#congested = false;
    this.#guarded(() => this.#options.handlers.drained());
  }

  /** ssh2 writes a packet in three pieces; all of one turn go out together. */
  #write(bytes: Buffer): void {
    if (!this.#socket.writable) return;
    if (this.#out.length === 0) process.nextTick(() => this.#flushOut());
    this.#out.push(bytes);
    this.#outBytes += bytes.length;
  }

  /** Small pieces are joined: each would cost ten times its size while a peer that does not read makes it wait. */
  #flushOut(): void {
    const [pieces, bytes] = [this.#out, this.#outBytes];
    this.#out = [];
    this.#outBytes = 0;
    if (pieces.length === 0 || !this.#socket.writable) return;
    if (bytes < SMALL * pieces.length) {
      this.#socket.write(Buffer.concat(pieces, bytes));
      return;
    }
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork();
  }

  /** What the layers above throw in answer to a socket's event ends this connection and no other. */
  #guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#options.handlers.failed(error instanceof Error ? error : new Error(String(error)));
      this.#socket.destroy();
    }
  }

  #beginClose(withinMs: number): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#rekey.stop();
    if (this.#socket.destroyed) return;
    // Read on, or the peer's FIN is never seen.
    this.#socket.resume();
    this.#flushOut();
    this.#socket.end();
    this.#deadline = setTimeout(() => this.#socket.destroy(), withinMs);
  }

  #closed(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#deadline);
    this.#rekey.stop();
    this.#protocol.cleanup();
    this.#guarded(() => this.#options.handlers.closed());
  }
}
