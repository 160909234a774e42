import { performance } from 'node:perf_hooks';
import type { ChunkSealer } from './chunk-sealer.ts';
import { asRecordingError, RecordingError } from './errors.ts';
import { KIND_EVENTS } from './format.ts';
import { LineBuffer } from './line-buffer.ts';
import type { WriterLimits } from './limits.ts';
import type { RecordingSink } from './storage.ts';
import { withinTime } from './time-limit.ts';

/**
 * From lines to the sink: gathers, seals, appends and syncs one after another, off the hot path. One failure ends it for
 * good: no chunk is ever sealed twice, so no nonce can be.
 */
export class AppendQueue {
  readonly #sink: RecordingSink;
  readonly #sealer: ChunkSealer;
  readonly #limits: WriterLimits;
  readonly #onFailure: (error: RecordingError) => void;
  readonly #buffer = new LineBuffer();
  /** All storage work, in order. Never rejects. */
  #tail: Promise<void> = Promise.resolve();
  #failure: RecordingError | undefined;
  #drainScheduled = false;
  #flushThrough = 0;
  #unsynced = false;
  #syncedAt = performance.now();
  #flushTimer: NodeJS.Timeout | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #drained: (() => void)[] = [];
  #bytes = 0;

  constructor(sink: RecordingSink, sealer: ChunkSealer, limits: WriterLimits, onFailure: (error: RecordingError) => void) {
    this.#sink = sink;
    this.#sealer = sealer;
    this.#limits = limits;
    this.#onFailure = onFailure;
  }

  get failure(): RecordingError | undefined {
    return this.#failure;
  }

  /** Bytes appended. */
  get bytes(): number {
    return this.#bytes;
  }

  get pressed(): boolean {
    return this.#failure === undefined && this.#buffer.held > this.#limits.pressure;
  }

  /** Hot path. Dropped after a failure, which has been told. */
  push(line: string, at: number): void {
    if (this.#failure !== undefined) return;
    this.#buffer.push(line, at);
    if (this.#buffer.held > this.#limits.overrun) this.fail(new RecordingError('RECORDING_OVERRUN', 'the storage of recordings is slower than the session'));
    else if (this.#buffer.waiting >= this.#limits.chunk) this.#scheduleDrain();
    else this.#flushTimer ??= setTimeout(() => this.#flushAll(), this.#limits.flushMs);
  }

  /** Resolves when there is no pressure (any more), also because of a failure. */
  drained(): Promise<void> {
    return this.pressed ? new Promise((resolve) => this.#drained.push(resolve)) : Promise.resolve();
  }

  /** Resolves once all that was pushed is on the storage for good. */
  async flush(): Promise<void> {
    this.#flushAll();
    await this.#then(() => this.#sync());
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Appends bytes of the caller's making (header, end) behind everything pushed, for good. */
  async append(make: () => Promise<Buffer>): Promise<void> {
    this.#flushAll();
    await this.#then(async () => {
      await this.#write(await make());
      await this.#sync();
    });
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Closes the sink and forgets the keys, once the work in hand is over. */
  async close(): Promise<void> {
    this.#stopTimers();
    await this.#then(() => withinTime(this.#sink.close(), this.#limits.storageMs));
    this.#sealer.forget();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Ends the queue: tells `onFailure` (in a microtask: this may run on the hot path) and lets nobody wait. */
  fail(error: RecordingError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#stopTimers();
    this.#buffer.clear();
    this.#wake();
    queueMicrotask(() => this.#onFailure(error));
    // Behind the work in hand, whose keys and handle these are. The first failure has been told; one on closing adds nothing.
    this.#tail = this.#tail.then(() => withinTime(this.#sink.close(), this.#limits.storageMs)).then(() => this.#sealer.forget(), () => this.#sealer.forget());
  }

  #flushAll(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    this.#flushThrough = this.#buffer.pushed;
    this.#scheduleDrain();
  }

  #scheduleDrain(): void {
    if (this.#drainScheduled || this.#failure !== undefined) return;
    this.#drainScheduled = true;
    void this.#then(() => this.#drain());
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#tail = this.#tail.then(async () => {
      if (this.#failure === undefined) await work();
    }).catch((error: unknown) => this.fail(asRecordingError(error, 'RECORDING_WRITE_FAILED', 'the recording could not be written')));
    return this.#tail;
  }

  async #drain(): Promise<void> {
    this.#drainScheduled = false;
    while (this.#failure === undefined && (this.#buffer.taken < this.#flushThrough || this.#buffer.waiting >= this.#limits.chunk)) {
      const batch = this.#buffer.take();
      await this.#write(await this.#sealer.seal({ kind: KIND_EVENTS, ...batch }));
      this.#buffer.written();
      this.#wake();
    }
    if (performance.now() - this.#syncedAt >= this.#limits.syncMs) await this.#sync();
    else if (this.#unsynced) this.#syncTimer ??= setTimeout(() => void this.#then(() => this.#sync()), this.#limits.syncMs);
  }

  async #write(bytes: Buffer): Promise<void> {
    await withinTime(this.#sink.append(bytes), this.#limits.storageMs);
    this.#bytes += bytes.length;
    this.#unsynced = true;
  }

  async #sync(): Promise<void> {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    if (!this.#unsynced) return;
    await withinTime(this.#sink.sync(), this.#limits.storageMs);
    this.#unsynced = false;
    this.#syncedAt = performance.now();
  }

  #wake(): void {
    if (this.pressed) return;
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  #stopTimers(): void {
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#syncTimer);
    this.#flushTimer = undefined;
    this.#syncTimer = undefined;
  }
}
