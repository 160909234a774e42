import type { ChannelEvent, OutputStream, RecordedExit, RecordedProgram, RecordedTerminal } from './event.ts';
import { EchoFilter } from './echo-filter.ts';
import { plainText } from './plain-text.ts';
import { outputLimit } from './program-output.ts';

/** A line of a recording holds at most so much of a stream: bounds lines, and thereby chunks. */
const PIECE = 32 * 1024;
const MAX_COMMAND = 65_536;
const MAX_NAME = 256;
const MAX_CELLS = 65_535;

/** What a channel recorder hands on; the time comes from the call that caused it. */
export type ChannelBody = ChannelEvent extends infer E ? E extends ChannelEvent ? Omit<E, 'at' | 'channel'> : never : never;

interface StreamState {
  readonly decoder: TextDecoder;
  /** Bytes that may still be recorded. */
  left: number;
  omitted: number;
}

/** Turns one channel's bytes into events. Synchronous; keeps none of the bytes it is given. */
export class ChannelRecorder {
  readonly #terminal: boolean;
  readonly #emit: (body: ChannelBody, at: number) => void;
  readonly #streams: Readonly<Record<OutputStream, StreamState>>;
  readonly #keys = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #filter: EchoFilter;
  #at = 0;
  #size: string | undefined;
  #inputSeen = false;

  constructor(at: number, program: RecordedProgram, terminal: RecordedTerminal | undefined, emit: (body: ChannelBody, at: number) => void) {
    this.#terminal = terminal !== undefined;
    this.#emit = emit;
    const limit = this.#terminal ? Number.POSITIVE_INFINITY : outputLimit(program);
    this.#streams = { stdout: streamState(limit), stderr: streamState(limit) };
    this.#filter = new EchoFilter((kind, text) => {
      emit(kind === 'input' ? { kind, text } : { kind }, this.#at);
    });
    emit({ kind: 'open', program: recordable(program), terminal: terminal && { term: plainText(terminal.term, MAX_NAME), ...cells(terminal.columns, terminal.rows) } }, at);
  }

  output(at: number, bytes: Uint8Array, stream: OutputStream): void {
    const state = this.#streams[stream];
    const taken = Math.min(bytes.length, state.left);
    state.left -= taken;
    state.omitted += bytes.length - taken;
    for (let from = 0; from < taken; from += PIECE) {
      this.#show(at, stream, state.decoder.decode(bytes.subarray(from, Math.min(taken, from + PIECE)), { stream: true }));
    }
  }

  input(at: number, bytes: Uint8Array): void {
    this.#at = at;
    if (this.#terminal) {
      for (let from = 0; from < bytes.length; from += PIECE) this.#filter.typed(this.#keys.decode(bytes.subarray(from, from + PIECE), { stream: true }), at);
      return;
    }
    // Nothing echoes what is piped into a program: it may be a password (`sudo -S`) or a file.
    if (!this.#inputSeen && bytes.length > 0) this.#emit({ kind: 'hidden-input' }, at);
    this.#inputSeen ||= bytes.length > 0;
  }

  resize(at: number, columns: number, rows: number): void {
    const size = cells(columns, rows);
    // Clients may tell the same size without end, and nothing holds these messages back.
    if (this.#size === `${size.columns}x${size.rows}`) return;
    this.#size = `${size.columns}x${size.rows}`;
    this.#emit({ kind: 'resize', ...size }, at);
  }

  /** `exit` undefined: the recording ends while the channel is open. */
  close(at: number, exit: RecordedExit | undefined): void {
    this.#at = at;
    for (const stream of ['stdout', 'stderr'] as const) {
      const state = this.#streams[stream];
      this.#show(at, stream, state.decoder.decode());
      if (state.omitted > 0) this.#emit({ kind: 'omitted', stream, bytes: state.omitted }, at);
    }
    this.#filter.end();
    if (exit !== undefined) this.#emit({ kind: 'exit', exit: { status: exit.status, signal: exit.signal && plainText(exit.signal, MAX_NAME) } }, at);
  }

  #show(at: number, stream: OutputStream, text: string): void {
    if (text === '') return;
    this.#at = at;
    // Before the output: an input event stands where its echo completes it.
    if (this.#terminal) this.#filter.shown(text, at);
    this.#emit({ kind: 'output', stream, text }, at);
  }
}

function streamState(left: number): StreamState {
  return { decoder: new TextDecoder('utf-8', { ignoreBOM: true }), left, omitted: 0 };
}

function recordable(program: RecordedProgram): RecordedProgram {
  if (program.kind === 'exec') return { kind: 'exec', command: plainText(program.command, MAX_COMMAND) };
  return program.kind === 'subsystem' ? { kind: 'subsystem', name: plainText(program.name, MAX_NAME) } : program;
}

/** Sizes come from hostile clients. */
function cells(columns: number, rows: number): { readonly columns: number; readonly rows: number } {
  const cell = (value: number): number => (Number.isSafeInteger(value) ? Math.min(Math.max(value, 0), MAX_CELLS) : 0);
  return { columns: cell(columns), rows: cell(rows) };
}
