import { ChannelTable } from './connection/channel-table.ts';
import type { OpenRequest } from './connection/channel-table.ts';
import type { AuthAttempt, AuthVerdict, ClientLeg, DoorOptions, HeldChannel } from './port.ts';
import { ServerAuth } from './server-auth.ts';
import type { AuthHandler } from './server-auth.ts';
import { SessionChannel } from './session-channel.ts';
import type { OPEN_FAILURE } from './wire/numbers.ts';
import { DISCONNECT, MSG } from './wire/numbers.ts';
import { message } from './wire/message.ts';
import { printable } from './wire/printable.ts';
import { Reader, WireError } from './wire/reader.ts';
import type { Transport, TransportHandlers } from './transport/transport.ts';

/** The other leg's say in this one's flow. */
export interface FlowHooks {
  readonly congested: () => void;
  readonly drained: () => void;
}

export interface ConnectionOptions {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly door: Pick<DoorOptions, 'maxAuthAttempts' | 'maxChannels' | 'maxBuffered' | 'onConnection' | 'onTrouble'>;
  readonly authenticated: () => void;
  readonly gone: () => void;
  readonly createTransport: (handlers: TransportHandlers) => Transport;
}

/** How long clients get to show the last words on their channels before the connection itself is ended. */
const LAST_WORDS_MS = 1000;

/** The engineer's connection: authentication, then session channels. */
export class Connection implements ClientLeg {
  readonly #options: ConnectionOptions;
  readonly #auth: ServerAuth;
  readonly #table: ChannelTable;
  readonly #sessions = new Set<SessionChannel>();
  readonly transport: Transport;
  #state: 'before' | 'authenticated' | 'leaving' | 'closed' = 'before';
  /** RFC 4253 §10: nobody authenticates before the service has been asked for and granted. */
  #serviceGranted = false;
  #noMoreSessions = false;
  #ident = '';
  #onAuth: AuthHandler | undefined;
  #onProgram: ((channel: HeldChannel) => void) | undefined;
  readonly #onRefused: ((what: string) => void)[] = [];
  readonly #onClose: (() => void)[] = [];
  #flow: FlowHooks | undefined;
  #lastWords: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.transport = options.createTransport({
      identified: (ident) => {
        this.#ident = ident;
        options.door.onConnection(this);
      },
      established: () => undefined,
      message: (payload) => this.#receive(payload),
      congested: () => this.#flow?.congested(),
      drained: () => this.#flow?.drained(),
      failed: (error) => this.#trouble(error),
      closed: () => this.#closed(),
    });
    this.#table = new ChannelTable(this.transport, (request) => this.#opened(request));
    this.#auth = new ServerAuth({
      transport: this.transport,
      maxAttempts: options.door.maxAuthAttempts,
      handler: () => this.#onAuth,
      accepted: () => this.#accepted(),
      failed: (error) => this.#trouble(error),
    });
  }

  get remoteAddress(): string {
    return this.#options.remoteAddress;
  }

  get remotePort(): number {
    return this.#options.remotePort;
  }

  get clientIdent(): string {
    return this.#ident;
  }

  get maxBuffered(): number {
    return this.#options.door.maxBuffered;
  }

  get sessions(): ReadonlySet<SessionChannel> {
    return this.#sessions;
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  onAuth(handler: (attempt: AuthAttempt) => Promise<AuthVerdict>): void {
    this.#onAuth = handler;
  }

  onProgram(handler: (channel: HeldChannel) => void): void {
    this.#onProgram = handler;
  }

  onRefused(handler: (what: string) => void): void {
    this.#onRefused.push(handler);
  }

  onClose(handler: () => void): void {
    if (this.#state === 'closed') queueMicrotask(handler);
    else this.#onClose.push(handler);
  }

  /** Tells the pair when this leg's socket fills up. */
  steer(flow: FlowHooks): void {
    this.#flow = flow;
  }

  disconnect(text: string, withinMs = 2000): void {
    if (this.#state === 'leaving' || this.#state === 'closed') return;
    this.#state = 'leaving';
    const deadline = Date.now() + withinMs;
    const part = (): void => {
      clearTimeout(timer);
      this.#lastWords = undefined;
      this.transport.disconnect(DISCONNECT.BY_APPLICATION, printable(text.trim(), 1000), Math.max(0, deadline - Date.now()));
    };
    // OpenSSH throws away output that it has not printed yet when SSH_MSG_DISCONNECT comes; its close of a channel says that all is printed.
    const timer = setTimeout(part, Math.min(LAST_WORDS_MS, withinMs / 2));
    this.#lastWords = part;
    this.transport.resume();
    this.#partWhenSaid();
  }

  /** Ends without a word: before authentication took place in time, or over a limit. */
  drop(text: string): void {
    this.#state = this.#state === 'closed' ? 'closed' : 'leaving';
    this.transport.disconnect(DISCONNECT.BY_APPLICATION, text, 1000);
  }

  #partWhenSaid(): void {
    if (![...this.#sessions].some((session) => session.channel.closing)) this.#lastWords?.();
  }

  #receive(payload: Uint8Array): void {
    const type = payload[0] ?? 0;
    if (this.#state === 'leaving') return this.#receiveLast(type, payload);
    if (type === MSG.SERVICE_REQUEST) return this.#startService(new Reader(payload, 1).text());
    if (type < MSG.USERAUTH_REQUEST) return;
    if (type < MSG.GLOBAL_REQUEST) {
      if (!this.#serviceGranted) throw new WireError('Authentication without its service');
      return this.#auth.receive(payload);
    }
    if (this.#state !== 'authenticated') throw new WireError('Not authenticated');
    if (type === MSG.GLOBAL_REQUEST) return this.#globalRequest(new Reader(payload, 1));
    if (type >= MSG.CHANNEL_OPEN && type <= MSG.CHANNEL_FAILURE) this.#table.receive(payload);
  }

  /** While the last words go out only what lets them out counts: windows and closes. */
  #receiveLast(type: number, payload: Uint8Array): void {
    if (type === MSG.CHANNEL_WINDOW_ADJUST || type === MSG.CHANNEL_CLOSE) this.#table.receive(payload);
  }

  #startService(name: string): void {
    if (name === 'ssh-userauth' && !this.#serviceGranted) {
      this.#serviceGranted = true;
      return this.transport.send(message(MSG.SERVICE_ACCEPT, name));
    }
    this.transport.disconnect(DISCONNECT.SERVICE_NOT_AVAILABLE, 'No such service', 1000);
  }

  #accepted(): void {
    if (this.#state !== 'before') return;
    this.#state = 'authenticated';
    this.#options.authenticated();
  }

  #globalRequest(reader: Reader): void {
    const name = printable(reader.text(), 64);
    const wantReply = reader.bool();
    if (name === 'no-more-sessions@openssh.com') this.#noMoreSessions = true;
    else if (name.includes('forward')) this.#refuse(name);
    if (wantReply) this.transport.send(message(name === 'no-more-sessions@openssh.com' ? MSG.REQUEST_SUCCESS : MSG.REQUEST_FAILURE));
  }

  #opened(request: OpenRequest): keyof typeof OPEN_FAILURE | 'ACCEPTED' {
    if (request.kind !== 'session') {
      this.#refuse(request.kind);
      return request.kind.startsWith('direct-') ? 'PROHIBITED' : 'UNKNOWN_TYPE';
    }
    if (this.#noMoreSessions) return 'PROHIBITED';
    if (this.#table.size >= this.#options.door.maxChannels) return 'RESOURCE_SHORTAGE';
    const session = new SessionChannel(request, {
      program: (channel) => this.#programAsked(channel),
      refused: (what) => this.#refuse(what),
      closed: (channel) => {
        this.#sessions.delete(channel);
        this.#partWhenSaid();
      },
    });
    this.#sessions.add(session);
    return 'ACCEPTED';
  }

  /** Runs in a microtask, where nothing but this would catch what the owner throws. */
  #programAsked(channel: SessionChannel): boolean {
    if (this.#state !== 'authenticated' || this.#onProgram === undefined) return false;
    try {
      this.#onProgram(channel);
      return true;
    } catch (error) {
      this.#trouble(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  }

  #refuse(what: string): void {
    for (const handler of this.#onRefused) handler(printable(what, 64));
  }

  #trouble(error: Error): void {
    this.#options.door.onTrouble({ remoteAddress: this.remoteAddress, message: printable(error.message, 500) });
  }

  #closed(): void {
    this.#state = 'closed';
    this.#lastWords?.();
    this.#table.end();
    this.#options.gone();
    for (const handler of this.#onClose.splice(0)) handler();
  }
}
