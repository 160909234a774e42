import type { Channel, ChannelEvents } from './connection/channel.ts';
import { Flow, roomOf } from './flow.ts';
import { deferred } from './deferred.ts';
import type { ChannelTap } from './port.ts';
import type { SessionChannel } from './session-channel.ts';
import type { TargetConnection } from './target-leg.ts';
import type { Reader } from './wire/reader.ts';

/** What a bridge asks of its pair. */
export interface BridgeHooks {
  /** False: nothing more is forwarded, in that direction or at all. */
  readonly mayForward: (from: 'client' | 'target') => boolean;
  readonly forwarded: (from: 'client' | 'target', bytes: number) => void;
  /** Whether a leg's socket is full. */
  readonly clogged: (leg: 'client' | 'target') => boolean;
}

/** How long a target may take to open a channel and start its program. */
const START_MS = 30_000;
/** How long a client that has closed first waits for the exit status of what it ran. */
const LATE_EXIT_MS = 2_000;

/** One channel of the client and its channel on the target, from the program's start to its end. */
export class Bridge {
  readonly #client: SessionChannel;
  readonly #target: TargetConnection;
  readonly #tap: ChannelTap;
  readonly #hooks: BridgeHooks;
  readonly #over = deferred<void>();
  #channel: Channel | undefined;
  #up: Flow | undefined;
  #down: Flow | undefined;
  #exit: { readonly status: number | undefined; readonly signal: string | undefined } = { status: undefined, signal: undefined };
  #startTimer: NodeJS.Timeout | undefined;
  #closed = false;
  #finished = false;
  #lateExit: NodeJS.Timeout | undefined;

  constructor(client: SessionChannel, target: TargetConnection, tap: ChannelTap, hooks: BridgeHooks) {
    this.#client = client;
    this.#target = target;
    this.#tap = tap;
    this.#hooks = hooks;
  }

  /** Resolves when the channel is over, on whichever side it ended, also while the target has not answered. */
  run(): Promise<void> {
    if (this.#client.channel.over) this.#close();
    else {
      this.#client.onClose(() => this.#clientClosed());
      this.#begin().catch((error: unknown) => this.#over.reject(error instanceof Error ? error : new Error(String(error))));
    }
    return this.#over.promise;
  }

  async #begin(): Promise<void> {
    const { channel } = this.#client;
    this.#startTimer = setTimeout(() => this.#refused('The target does not start the program.'), START_MS);
    const opened = await this.#target.openSession(roomOf(channel), channel.maxPacket, this.#targetEvents());
    if (opened === undefined) this.#refused('The target refused to open a channel.');
    else if (this.#closed) opened.sendClose();
    else await this.#start(opened);
  }

  /** Our last word on this channel; nothing is forwarded any more. `after-output`: what the target said before goes out first. */
  finish(text: string, when: 'at-once' | 'after-output'): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#channel?.tell('signal', 'HUP');
    this.#channel?.tell('signal', 'TERM');
    if (when === 'at-once') this.#client.channel.dropQueuedData();
    this.#client.finish(text, 255);
    this.#close();
  }

  /** Input that has not left yet never will. */
  dropInput(): void {
    this.#channel?.dropQueuedData();
  }

  /** A leg has drained: what was withheld can be granted. */
  grant(): void {
    this.#up?.grant();
    this.#down?.grant();
  }

  async #start(target: Channel): Promise<void> {
    const { channel, asked, terminal } = this.#client;
    this.#channel = target;
    this.#up = new Flow(channel, target, () => this.#hooks.clogged('target'));
    this.#down = new Flow(target, channel, () => this.#hooks.clogged('client'));
    for (const { name, value } of asked.variables) target.tell('env', name, value);
    // All at once: a round trip for each would be felt.
    const pty = terminal && target.ask('pty-req', terminal.term, terminal.columns, terminal.rows, terminal.widthPx, terminal.heightPx, asked.modes);
    const started = target.ask(asked.program.name, { raw: asked.program.fields });
    if (pty && !(await pty) && !target.over) this.#client.writeError('The target gave no terminal.\r\n');
    if (!(await started)) return this.#refused('The target refused to run the program.');
    clearTimeout(this.#startTimer);
    if (this.#closed) return;
    this.#client.attach(this.#clientEvents());
    this.grant();
  }

  #refused(text: string): void {
    if (this.#closed) return;
    this.#channel?.sendClose();
    this.#client.finish(`${text}${this.#client.terminal ? '\r\n' : '\n'}`, 255);
    this.#close();
  }

  #clientEvents(): ChannelEvents {
    return {
      data: (bytes) => {
        if (this.#finished || !this.#hooks.mayForward('client')) return;
        this.#tap.fromClient(bytes);
        this.#up?.forward(bytes, 'stdout');
        this.#hooks.forwarded('client', bytes.length);
      },
      eof: () => {
        if (!this.#finished && this.#hooks.mayForward('client')) this.#channel?.sendEof();
      },
      request: (name, fields) => this.#clientRequest(name, fields),
      room: () => this.#down?.grant(),
      // The session tells its close itself.
      closed: () => undefined,
      // A multiplexed OpenSSH client closes as soon as it has seen our EOF, and still takes the exit status after that.
      answerClose: () => (this.#finished || this.#channel === undefined || this.#channel.over ? 'at-once' : 'later'),
    };
  }

  #clientRequest(name: string, fields: Reader): boolean | Promise<boolean> {
    if (this.#finished || this.#channel === undefined || !this.#hooks.mayForward('client')) return false;
    if (name === 'window-change' && this.#client.terminal) this.#tap.resized(this.#client.terminal);
    const raw = { raw: Buffer.from(fields.rest()) };
    // RFC 4335 §3: whether a break was possible only the target knows.
    if (name === 'break') return this.#channel.ask(name, raw);
    this.#channel.tell(name, raw);
    return true;
  }

  #targetEvents(): ChannelEvents {
    return {
      data: (bytes, stream) => {
        if (this.#finished || !this.#hooks.mayForward('target')) return;
        this.#tap.fromTarget(bytes, stream);
        this.#down?.forward(bytes, stream);
        this.#hooks.forwarded('target', bytes.length);
      },
      eof: () => {
        if (!this.#finished) this.#client.channel.sendEof();
      },
      request: (name, fields) => this.#targetRequest(name, fields),
      room: () => this.#up?.grant(),
      closed: () => this.#targetClosed(),
    };
  }

  #targetRequest(name: string, fields: Reader): boolean {
    if (name !== 'exit-status' && name !== 'exit-signal') return false;
    const raw = Buffer.from(fields.rest());
    this.#exit = readExit(name, raw);
    if (!this.#finished) this.#client.channel.tell(name, { raw });
    return true;
  }

  #targetClosed(): void {
    // When the whole target is gone the pair has a word for every channel.
    if (!this.#finished && !this.#target.closed) {
      this.#client.channel.sendEof();
      this.#client.channel.sendClose();
    }
    if (!this.#target.closed || this.#lateExit !== undefined) this.#close();
  }

  #clientClosed(): void {
    this.#channel?.sendClose();
    if (this.#finished || this.#channel === undefined || this.#channel.over) return this.#close();
    this.#lateExit = setTimeout(() => {
      this.#client.channel.sendClose();
      this.#close();
    }, LATE_EXIT_MS);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#startTimer);
    clearTimeout(this.#lateExit);
    this.#tap.closed(this.#exit);
    this.#over.resolve();
  }
}

function readExit(name: string, raw: Buffer): { readonly status: number | undefined; readonly signal: string | undefined } {
  const length = raw.length >= 4 ? raw.readUInt32BE(0) : 0;
  if (name === 'exit-status') return { status: length, signal: undefined };
  return { status: undefined, signal: raw.subarray(4, 4 + length).toString('latin1') };
}
