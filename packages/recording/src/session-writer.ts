import type { AppendQueue } from './append-queue.ts';
import { ChannelRecorder } from './channel-recorder.ts';
import type { ChunkSealer } from './chunk-sealer.ts';
import { RecordingError } from './errors.ts';
import type { OutputStream, RecordedExit, RecordedProgram, RecordedTerminal, RecordingEvent } from './event.ts';
import { encodeEventLine } from './event-line.ts';
import { KIND_END } from './format.ts';
import type { WriterLimits } from './limits.ts';
import { plainText } from './plain-text.ts';
import type { RecordingStats, RecordingWriter, SealedRecording } from './writer.ts';

const MAX_MARKER = 1_000;

export interface SessionWriterParts {
  readonly path: string;
  readonly startedAt: number;
  readonly queue: AppendQueue;
  readonly sealer: ChunkSealer;
  readonly limits: WriterLimits;
}

/** The writer over its parts; `openRecording` makes them. */
export class SessionWriter implements RecordingWriter {
  readonly path: string;
  readonly #parts: SessionWriterParts;
  readonly #channels = new Map<number, ChannelRecorder>();
  #lastAt: number;
  #events = 0;
  #sealed: Promise<SealedRecording> | undefined;

  constructor(parts: SessionWriterParts) {
    this.path = parts.path;
    this.#parts = parts;
    this.#lastAt = parts.startedAt;
  }

  get failure(): RecordingError | undefined {
    return this.#parts.queue.failure;
  }

  get pressed(): boolean {
    return this.#parts.queue.pressed;
  }

  drained(): Promise<void> {
    return this.#parts.queue.drained();
  }

  open(channel: number, atMs: number, program: RecordedProgram, terminal: RecordedTerminal | undefined): void {
    if (this.#over()) return;
    if (this.#channels.has(channel) || this.#channels.size >= this.#parts.limits.channels || !Number.isSafeInteger(channel) || channel < 0) {
      this.#invalid('a channel was opened twice, or too many are open');
      return;
    }
    this.#channels.set(channel, new ChannelRecorder(atMs, program, terminal, (body, at) => this.#record({ channel, at, ...body })));
  }

  output(channel: number, atMs: number, bytes: Uint8Array, stream: OutputStream = 'stdout'): void {
    this.#on(channel)?.output(atMs, bytes, stream);
  }

  input(channel: number, atMs: number, bytes: Uint8Array): void {
    this.#on(channel)?.input(atMs, bytes);
  }

  resize(channel: number, atMs: number, columns: number, rows: number): void {
    this.#on(channel)?.resize(atMs, columns, rows);
  }

  close(channel: number, atMs: number, exit: RecordedExit): void {
    this.#on(channel)?.close(atMs, exit);
    this.#channels.delete(channel);
  }

  marker(atMs: number, text: string, channel?: number): void {
    if (!this.#over()) this.#record({ kind: 'marker', at: atMs, channel, text: plainText(text, MAX_MARKER) });
  }

  flush(): Promise<void> {
    return this.#parts.queue.flush();
  }

  seal(atMs: number, reason: string, stats: RecordingStats): Promise<SealedRecording> {
    this.#sealed ??= this.#seal(atMs, reason, stats);
    return this.#sealed;
  }

  async #seal(atMs: number, reason: string, stats: RecordingStats): Promise<SealedRecording> {
    const { queue, sealer, path } = this.#parts;
    for (const recorder of this.#channels.values()) recorder.close(atMs, undefined);
    this.#channels.clear();
    const endedAt = this.#advance(atMs);
    const plain = Buffer.from(JSON.stringify({
      endedAt, reason: plainText(reason, MAX_MARKER), bytesFromClient: stats.bytesFromClient, bytesFromTarget: stats.bytesFromTarget, events: this.#events,
    }));
    await queue.append(() => sealer.seal({ kind: KIND_END, plain, firstAt: endedAt, lastAt: endedAt, events: 0 }));
    const result = { path, bytes: queue.bytes, chunks: sealer.chunks, events: this.#events, headHash: sealer.headHash.toString('hex') };
    await queue.close();
    return result;
  }

  /** Late bytes of a session that is over are nobody's mistake; bytes of a channel that was never opened are, and a gap in the record. */
  #on(channel: number): ChannelRecorder | undefined {
    if (this.#over()) return undefined;
    const recorder = this.#channels.get(channel);
    if (recorder === undefined) this.#invalid('something happened on a channel that is not open');
    return recorder;
  }

  #over(): boolean {
    return this.#sealed !== undefined || this.failure !== undefined;
  }

  #invalid(message: string): void {
    this.#parts.queue.fail(new RecordingError('RECORDING_CHANNEL_INVALID', message));
  }

  #record(event: RecordingEvent): void {
    const at = this.#advance(event.at);
    this.#events += 1;
    this.#parts.queue.push(encodeEventLine({ ...event, at }, this.#parts.startedAt), at);
  }

  /** The format has whole milliseconds that never fall; what is no such time counts as none. */
  #advance(atMs: number): number {
    const at = Math.round(atMs);
    if (Number.isSafeInteger(at) && at > this.#lastAt) this.#lastAt = at;
    return this.#lastAt;
  }
}
