/**
 * One SSH transport (RFC 4253) over a socket: identification, key exchange, packets. Everything above it (authentication,
 * channels) is ours and knows only this; a transport of our own can take the place of ssh2's.
 */
export interface Transport {
  /** Exchange hash of the first key exchange (RFC 4253 §7.2). Only after `established`. */
  readonly sessionId: Uint8Array;
  /** Bytes handed over that the peer's kernel has not taken yet. */
  readonly pending: number;
  /** Sends a payload; during a key exchange it waits for its end. Dropped once the transport is closing. */
  send(payload: Uint8Array): void;
  /** SSH_MSG_CHANNEL_DATA, or _EXTENDED_DATA for stderr; the hot path. */
  sendData(channel: number, stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** Stops and restarts reading from the peer. */
  pause(): void;
  resume(): void;
  /** SSH_MSG_DISCONNECT (RFC 4253 §11.1) and the end of our direction; the socket is destroyed after `withinMs` at the latest. */
  disconnect(reason: number, text: string, withinMs: number): void;
  destroy(): void;
  /** If anything that was sent has not left yet: it never will, and the connection is reset. */
  dropUnsent(): void;
}

export interface TransportHandlers {
  /** The peer's identification string has come; nothing of the key exchange is done. */
  readonly identified: (ident: string) => void;
  /** The first key exchange is done. */
  readonly established: () => void;
  /** A message of the layers above: services, extensions, authentication, channels. */
  readonly message: (payload: Uint8Array) => void;
  /** More than `maxBuffered` waits to be taken by the peer; and later: all of it has been taken. */
  readonly congested: () => void;
  readonly drained: () => void;
  /** Something went wrong, at our end or (its words in SSH_MSG_DISCONNECT) the peer's; the transport closes. */
  readonly failed: (error: Error) => void;
  /** Once. The socket is closed. */
  readonly closed: () => void;
}
