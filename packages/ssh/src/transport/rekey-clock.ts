import { performance } from 'node:perf_hooks';

/** RFC 4253 §9: new keys after a gigabyte or an hour, whichever is first. */
const MAX_BYTES = 1024 ** 3;
const MAX_AGE_MS = 3_600_000;
/** A key exchange that does not end would hold back everything that is sent meanwhile. */
const MAX_EXCHANGE_MS = 60_000;

/**
 * A key exchange costs us up to 17 ms of everybody's time (group 18) and a peer next to nothing. It may begin so many at once, and one
 * more for every second or piece of data since; `RekeyLimit` of any sense stays below that.
 */
const MAX_BEGINS = 4;
const BEGIN_EVERY_MS = 1000;
const BEGIN_EVERY_BYTES = 32 * 1024;

/** Says when keys are worn out, and when a key exchange does not end. */
export class RekeyClock {
  readonly #events: { readonly due: () => void; readonly overdue: () => void };
  readonly #maxBytes: number;
  #bytes = 0;
  #begins = MAX_BEGINS;
  #begunAt = performance.now();
  #sinceBegin = 0;
  #age: NodeJS.Timeout | undefined;
  #exchange: NodeJS.Timeout | undefined;

  constructor(events: { readonly due: () => void; readonly overdue: () => void }, maxBytes = MAX_BYTES) {
    this.#events = events;
    this.#maxBytes = maxBytes;
  }

  count(bytes: number): void {
    this.#bytes += bytes;
    this.#sinceBegin += bytes;
    if (this.#bytes < this.#maxBytes || this.#age === undefined) return;
    this.#due();
  }

  /** The peer begins an exchange. False: it has begun too many. */
  mayBegin(): boolean {
    const now = performance.now();
    const earned = (now - this.#begunAt) / BEGIN_EVERY_MS + this.#sinceBegin / BEGIN_EVERY_BYTES;
    this.#begins = Math.min(MAX_BEGINS, this.#begins + earned) - 1;
    this.#begunAt = now;
    this.#sinceBegin = 0;
    return this.#begins >= 0;
  }

  /** An exchange is under way, whoever began it. */
  begun(): void {
    this.#exchange ??= setTimeout(this.#events.overdue, MAX_EXCHANGE_MS);
  }

  done(): void {
    clearTimeout(this.#exchange);
    clearTimeout(this.#age);
    this.#exchange = undefined;
    this.#bytes = 0;
    this.#age = setTimeout(() => this.#due(), MAX_AGE_MS);
    this.#age.unref();
  }

  stop(): void {
    clearTimeout(this.#exchange);
    clearTimeout(this.#age);
    this.#exchange = undefined;
    this.#age = undefined;
  }

  #due(): void {
    clearTimeout(this.#age);
    this.#age = undefined;
    this.begun();
    this.#events.due();
  }
}
