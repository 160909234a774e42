import type { Log } from '../log/logger.ts';

interface Closer {
  readonly what: string;
  readonly close: () => Promise<void>;
}

/** What a stop has to close: listeners and jobs together, for time is short, and after them what they write to. */
export class Closers {
  readonly #log: Log;
  readonly #first: Closer[] = [];
  readonly #last: Closer[] = [];
  #closing: Promise<void> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  add(what: string, close: Closer['close']): void {
    this.#first.push({ what, close });
  }

  addLast(what: string, close: Closer['close']): void {
    this.#last.push({ what, close });
  }

  /** Never rejects: one that fails does not keep the others from closing. Idempotent. */
  closeAll(): Promise<void> {
    this.#closing ??= this.#close(this.#first).then(() => this.#close(this.#last));
    return this.#closing;
  }

  async #close(closers: readonly Closer[]): Promise<void> {
    await Promise.all(closers.map(async ({ what, close }) => {
      try {
        await close();
      } catch (error) {
        this.#log.error({ what, cause: error instanceof Error ? error.message : 'unknown' }, 'did not close cleanly');
      }
    }));
  }
}
