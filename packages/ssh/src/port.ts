/**
 * The SSH port. Its unit is a pair of legs: the library moves the bytes between them and obeys windows; the caller admits,
 * observes (taps), adds text of its own and ends. No session byte passes through the caller, so that the transport below can
 * be replaced without touching anybody outside this package. Knows nothing of the product.
 */

/** Listening side: what engineers' clients connect to. */
export interface DoorOptions {
  /** Private host keys in OpenSSH or PEM form, in order of preference. */
  readonly hostKeys: readonly string[];
  /**
   * Software name in the identification string (RFC 4253 §4.2). OpenSSH's clients tell that nobody reads any more (eow@openssh.com, which ends
   * `ssh host yes | head -1`) only to servers whose name begins with `OpenSSH`.
   */
  readonly ident: string;
  /** From TCP accept to successful authentication. */
  readonly loginGraceMs: number;
  /** Failed authentication requests of any method before the connection is closed; `none` and key queries do not count. */
  readonly maxAuthAttempts: number;
  readonly maxUnauthenticated: number;
  readonly maxUnauthenticatedPerAddress: number;
  /** Open channels a connection. */
  readonly maxChannels: number;
  /** Largest client window that unread output may fill before the target is paused, in bytes. */
  readonly maxBuffered: number;
  /** Called for every connection that began a key exchange; register handlers synchronously. */
  readonly onConnection: (leg: ClientLeg) => void;
  /** Bytes in both directions after which new keys are made; 1 GiB unless given (RFC 4253 §9). */
  readonly rekeyBytes?: number;
  /** Something odd on a connection, for the log; never contains session bytes or secrets. */
  readonly onTrouble: (trouble: { readonly remoteAddress: string; readonly message: string }) => void;
}

export interface Door {
  /** Port 0 picks one; resolves with what was bound. */
  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number }>;
  /** Stops accepting; connections that are open stay. */
  close(): Promise<void>;
}

export interface PublicKey {
  /** e.g. `ssh-ed25519`. For certificates and signatures see RFC 8332, RFC 8709. */
  readonly algorithm: string;
  /** Key blob (RFC 4253 §6.6), base64. */
  readonly blob: string;
}

export type AuthAttempt =
  | { readonly method: 'none'; readonly username: string }
  | { readonly method: 'password'; readonly username: string; readonly password: string }
  /** `proven` false: the client asks whether this key would do; true: the library has verified the signature. */
  | { readonly method: 'publickey'; readonly username: string; readonly key: PublicKey; readonly proven: boolean };

export type AuthVerdict =
  | { readonly accept: true }
  /** `methods`: what may be tried next. `banner`: shown by clients before the next prompt. `disconnect`: no further tries. */
  | { readonly accept: false; readonly methods: readonly ('publickey' | 'password')[]; readonly disconnect?: boolean; readonly banner?: string };

export interface Terminal {
  readonly term: string;
  readonly columns: number;
  readonly rows: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export type Program =
  | { readonly kind: 'shell' }
  | { readonly kind: 'exec'; readonly command: string }
  | { readonly kind: 'subsystem'; readonly name: string };

/** The engineer's connection. */
export interface ClientLeg {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** The client's identification string. */
  readonly clientIdent: string;
  /** Answers every authentication request; requests wait for it one after another. */
  onAuth(handler: (attempt: AuthAttempt) => Promise<AuthVerdict>): void;
  /** A session channel has asked for its program (the request is already answered with success). Held until `pair.bridge` or `exit`. */
  onProgram(handler: (channel: HeldChannel) => void): void;
  /** Something was asked for that the door does not carry (a forward, X11, agent, unknown channel); already refused. */
  onRefused(handler: (what: string) => void): void;
  /** Once, whoever closed it. */
  onClose(handler: () => void): void;
  /** Sends SSH_MSG_DISCONNECT with `text` where possible, then closes within `withinMs`. Idempotent. */
  disconnect(text: string, withinMs?: number): void;
}

/** A session channel of the client whose program is not running yet (waiting, menu, refusal): the caller talks on it. */
export interface HeldChannel {
  readonly program: Program;
  /** Undefined: no terminal was asked for. Follows window changes. */
  readonly terminal: Terminal | undefined;
  /** Variables that the client sent, at most 64 of together 32 KiB. */
  readonly env: ReadonlyMap<string, string>;
  /** Text of the caller's own, as it stands (the caller writes `\r\n` on terminals). Dropped once the channel is closed. */
  write(text: string): void;
  writeError(text: string): void;
  /** Bytes that the engineer types while the channel is held; on a terminal Ctrl-D when his input ends. Without a handler they wait, within the channel's window. */
  onInput(handler: ((bytes: Uint8Array) => void) | undefined): void;
  onResize(handler: ((terminal: Terminal) => void) | undefined): void;
  /** The client closed the channel or the connection. */
  onClose(handler: () => void): void;
  /** Delivers what was written, then exit status, EOF and close. Idempotent. */
  exit(status: number): void;
}

export type DialErrorCode =
  | 'UNREACHABLE' | 'TIMED_OUT' | 'HOST_KEY_REFUSED' | 'AUTHENTICATION_FAILED' | 'NO_COMMON_ALGORITHM' | 'PROTOCOL_ERROR' | 'BAD_PRIVATE_KEY' | 'ABORTED';

export interface TargetCredentials {
  readonly password?: string;
  /** OpenSSH or PEM. Tried first. */
  readonly privateKey?: string;
  readonly passPhrase?: string;
}

export interface DialOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** Called once the host key is accepted, right before authentication, so that nothing secret is held while dialling. */
  readonly credentials: () => Promise<TargetCredentials>;
  /** Algorithms of keys that are pinned: offered first, so that a host with several keys shows the pinned one. */
  readonly knownAlgorithms: readonly string[];
  readonly verifyHostKey: (key: PublicKey) => Promise<boolean>;
  /** For TCP, key exchange and authentication each. */
  readonly timeoutMs: number;
  /** Software name in our identification string; `Sallyport` unless given. */
  readonly ident?: string;
  /** As of the door. */
  readonly rekeyBytes?: number;
  readonly signal: AbortSignal;
}

/** An authenticated connection to a target. Unpaired, it must be ended by who dialled. */
export interface TargetLeg {
  onClose(handler: () => void): void;
  end(): void;
}

/** Observes one bridged channel. Called synchronously on the hot path: return at once, copy what is kept, never throw. */
export interface ChannelTap {
  fromClient(bytes: Uint8Array): void;
  fromTarget(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void;
  resized(terminal: Terminal): void;
  /** The channel is over; undefined status: the target gave none. */
  closed(exit: { readonly status: number | undefined; readonly signal: string | undefined }): void;
}

export interface PairOptions {
  /** Asked before every chunk is forwarded in either direction; false: nothing more is forwarded and the pair ends. */
  readonly guard: () => boolean;
  /**
   * Asked after every chunk that was forwarded: a promise means that whoever taps cannot keep up, and neither side is allowed to send
   * more than it already may (2 MiB a channel) until it settles. Must not reject.
   */
  readonly hold?: () => Promise<void> | undefined;
  /** The first byte typed or sent by the engineer has been handed to the target's socket. */
  readonly onFirstByte: () => void;
  /** Shown on open channels when the target's connection ends without our doing. */
  readonly targetLost?: string;
}

/** Why a pair ended. */
export type PairEnd = 'client-closed' | 'target-closed' | 'ended' | 'guard';

/** Two legs that belong together for the rest of their lives: when one goes the other goes. */
export interface Pair {
  /** Runs the held channel's program on the target: terminal, variables, program, then bytes, window changes, signals, breaks, exit status. */
  bridge(channel: HeldChannel, tap: ChannelTap): Promise<void>;
  /**
   * From this moment no input of the engineer is given to the target. Synchronous and final. If the target has not taken what was given
   * before, its connection is reset, so that nothing of it follows; its programs then get no signals but the loss of their connection.
   */
  stopInput(): void;
  /**
   * Stops input, writes `text` on every channel (stderr where there is no terminal), signals HUP and TERM to the target's programs,
   * then closes both legs within `withinMs`, whatever they do. Resolves when both sockets are closed. Idempotent.
   */
  end(text: string, withinMs: number): Promise<void>;
  readonly bytesFromClient: number;
  readonly bytesFromTarget: number;
  readonly closed: Promise<PairEnd>;
}

/** The library: everything that callers may construct. */
export interface Ssh {
  createDoor(options: DoorOptions): Door;
  /** Rejects with `DialError`. */
  dial(options: DialOptions): Promise<TargetLeg>;
  pair(client: ClientLeg, target: TargetLeg, options: PairOptions): Pair;
}

export class DialError extends Error {
  readonly code: DialErrorCode;

  constructor(code: DialErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DialError';
    this.code = code;
  }
}
