/** RFC 4253 §9: new keys after a gigabyte or an hour, whichever is first. */
const MAX_BYTES = 1024 ** 3;
const MAX_AGE_MS = 3_600_000;
/** A key exchange that does not end would hold back everything that is sent meanwhile. */
const MAX_EXCHANGE_MS = 60_000;

/** Says when keys are worn out, and when a key exchange does not end. */
export class RekeyClock {
  readonly #events: { readonly due: () => void; readonly overdue: () => void };
  readonly #maxBytes: number;
  #bytes = 0;
  #age: NodeJS.Timeout | undefined;
  #exchange: NodeJS.Timeout | undefined;

  constructor(events: { readonly due: () => void; readonly overdue: () => void }, maxBytes = MAX_BYTES) {
    this.#events = events;
    this.#maxBytes = maxBytes;
  }

  count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < this.#maxBytes || this.#age === undefined) return;
    this.#due();
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
