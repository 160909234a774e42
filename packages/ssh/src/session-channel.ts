import { ByteQueue } from './connection/byte-queue.ts';
import type { Channel, ChannelEvents } from './connection/channel.ts';
import type { OpenRequest } from './connection/channel-table.ts';
import type { HeldChannel, Program, Terminal } from './port.ts';
import { Reader } from './wire/reader.ts';

/** What the client may send ahead while nobody takes its input. */
const HELD_WINDOW = 128 * 1024;
const MAX_OWN_TEXT = 256 * 1024;
const MAX_VARIABLES = 64;
const MAX_VARIABLE_BYTES = 32 * 1024;
const MAX_TERM = 256;

export interface SessionHooks {
  /** True: somebody takes the program. */
  readonly program: (session: SessionChannel) => boolean;
  readonly refused: (what: string) => void;
  readonly closed: (session: SessionChannel) => void;
}

/** What the client asked for before its program, as the wire had it. */
export interface SessionRequest {
  readonly modes: Uint8Array;
  readonly variables: readonly { readonly name: Uint8Array; readonly value: Uint8Array }[];
  /** Name and fields of the program's request. */
  readonly program: { readonly name: string; readonly fields: Uint8Array };
}

const CTRL_D = 4;

/** A session channel of the client (RFC 4254 §6): collects what it asks for, then is held, then bridged. */
export class SessionChannel implements HeldChannel {
  readonly channel: Channel;
  readonly #hooks: SessionHooks;
  readonly #env = new Map<string, string>();
  readonly #variables: { readonly name: Uint8Array; readonly value: Uint8Array }[] = [];
  #variableBytes = 0;
  #terminal: Terminal | undefined;
  #modes: Uint8Array = new Uint8Array(0);
  #program: Program | undefined;
  #programRequest: SessionRequest['program'] = { name: '', fields: new Uint8Array(0) };
  readonly #held = new ByteQueue();
  #eof = false;
  #onInput: ((bytes: Uint8Array) => void) | undefined;
  #onResize: ((terminal: Terminal) => void) | undefined;
  readonly #onClose: (() => void)[] = [];
  #bridged: ChannelEvents | undefined;

  constructor(open: OpenRequest, hooks: SessionHooks) {
    this.#hooks = hooks;
    this.channel = open.accept(HELD_WINDOW, {
      data: (bytes, stream) => this.#data(bytes, stream),
      eof: () => {
        this.#eof = true;
        if (this.#bridged) this.#bridged.eof();
        else this.#inputEnded(this.#onInput);
      },
      request: (name, fields) => this.#request(name, fields),
      room: () => this.#bridged?.room(),
      closed: () => this.#closed(),
      answerClose: () => this.#bridged?.answerClose?.() ?? 'at-once',
    });
  }

  get program(): Program {
    if (this.#program === undefined) throw new TypeError('The channel has no program yet');
    return this.#program;
  }

  get terminal(): Terminal | undefined {
    return this.#terminal;
  }

  get env(): ReadonlyMap<string, string> {
    return this.#env;
  }

  /** For the bridge: what to ask of the target. */
  get asked(): SessionRequest {
    return { modes: this.#modes, variables: this.#variables, program: this.#programRequest };
  }

  write(text: string): void {
    this.#say(text, 'stdout');
  }

  writeError(text: string): void {
    this.#say(text, 'stderr');
  }

  onInput(handler: ((bytes: Uint8Array) => void) | undefined): void {
    this.#onInput = handler;
    // A handler that gives up its place while it is called leaves the rest to whoever comes next.
    while (handler !== undefined && this.#onInput === handler && this.#held.length > 0) this.#deliver(handler, this.#held.shift(this.#held.length));
    if (this.#onInput === handler) this.#inputEnded(handler);
  }

  onResize(handler: ((terminal: Terminal) => void) | undefined): void {
    this.#onResize = handler;
  }

  onClose(handler: () => void): void {
    if (this.channel.over) queueMicrotask(handler);
    else this.#onClose.push(handler);
  }

  exit(status: number): void {
    this.channel.tell('exit-status', status);
    this.channel.sendEof();
    this.channel.sendClose();
  }

  /** A line of ours where the engineer sees it, and the end: what the pair says when it is over. */
  finish(text: string, status: number): void {
    if (this.#program === undefined) return this.channel.sendClose();
    if (text !== '') this.#say(text, this.#terminal ? 'stdout' : 'stderr');
    this.exit(status);
  }

  /** Hands the channel to a bridge, which gets first what the client has sent ahead. */
  attach(bridge: ChannelEvents): void {
    if (this.#bridged) throw new TypeError('The channel is bridged already');
    this.#bridged = bridge;
    while (this.#held.length > 0) bridge.data(this.#held.shift(this.#held.length), 'stdout');
    if (this.#eof) bridge.eof();
  }

  /** As a terminal tells it, and as sshd does: whoever reads the keys would wait for ever otherwise (`ssh -tt … < /dev/null`). */
  #inputEnded(handler: ((bytes: Uint8Array) => void) | undefined): void {
    if (this.#eof && this.#terminal !== undefined) handler?.(Uint8Array.of(CTRL_D));
  }

  #say(text: string, stream: 'stdout' | 'stderr'): void {
    if (this.channel.queuedBytes < MAX_OWN_TEXT) this.channel.write(Buffer.from(text, 'utf8'), stream);
  }

  #data(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void {
    if (this.#bridged) this.#bridged.data(bytes, stream);
    else if (this.#onInput) this.#deliver(this.#onInput, bytes);
    else this.#held.push(bytes);
  }

  #deliver(handler: (bytes: Uint8Array) => void, bytes: Uint8Array): void {
    handler(bytes);
    this.channel.grant(bytes.length);
  }

  #request(name: string, fields: Reader): boolean | Promise<boolean> {
    switch (name) {
      case 'pty-req': return this.#program === undefined && this.#askTerminal(fields);
      case 'env': return this.#program === undefined && this.#askVariable(fields);
      case 'shell': return this.#askProgram(name, fields, () => ({ kind: 'shell' }));
      case 'exec': return this.#askProgram(name, fields, (reader) => ({ kind: 'exec', command: reader.text() }));
      case 'subsystem': return this.#askProgram(name, fields, (reader) => ({ kind: 'subsystem', name: reader.text() }));
      case 'window-change': return this.#resize(fields);
      case 'signal':
      case 'break':
      case 'eow@openssh.com': return this.#bridged ? this.#bridged.request(name, fields) : false;
      default:
        this.#hooks.refused(name);
        return false;
    }
  }

  #askTerminal(fields: Reader): boolean {
    const term = fields.text();
    if (term.length > MAX_TERM) return false;
    this.#terminal = { term, ...readSize(fields) };
    this.#modes = Buffer.from(fields.string());
    return true;
  }

  #askVariable(fields: Reader): boolean {
    const name = Buffer.from(fields.string());
    const value = Buffer.from(fields.string());
    const bytes = this.#variableBytes + name.length + value.length;
    if (this.#variables.length >= MAX_VARIABLES || bytes > MAX_VARIABLE_BYTES) return false;
    this.#variableBytes = bytes;
    this.#variables.push({ name, value });
    this.#env.set(name.toString('utf8'), value.toString('utf8'));
    return true;
  }

  #askProgram(name: string, fields: Reader, read: (reader: Reader) => Program): boolean | Promise<boolean> {
    if (this.#program !== undefined) return false;
    // Kept as it came: a command need not be UTF-8, and the target must get these very bytes.
    const raw = Buffer.from(fields.rest());
    this.#program = read(new Reader(raw));
    this.#programRequest = { name, fields: raw };
    // Answered first, so that the client is ready for what the owner writes at once.
    queueMicrotask(() => {
      if (!this.channel.over && !this.#hooks.program(this)) this.exit(255);
    });
    return true;
  }

  #resize(fields: Reader): boolean | Promise<boolean> {
    if (this.#terminal === undefined) return false;
    const raw = Buffer.from(fields.rest());
    this.#terminal = { term: this.#terminal.term, ...readSize(new Reader(raw)) };
    this.#onResize?.(this.#terminal);
    return this.#bridged ? this.#bridged.request('window-change', new Reader(raw)) : true;
  }

  #closed(): void {
    this.#held.clear();
    this.#bridged?.closed();
    for (const handler of this.#onClose.splice(0)) handler();
    this.#hooks.closed(this);
  }
}

function readSize(fields: Reader): Omit<Terminal, 'term'> {
  return { columns: fields.uint32(), rows: fields.uint32(), widthPx: fields.uint32(), heightPx: fields.uint32() };
}
