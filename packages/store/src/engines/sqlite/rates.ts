import type { RateRepository } from '@sallyport/core';

/** Keys kept at most; more than the callers of one second means that somebody makes keys up. */
const MAX_KEYS = 50_000;

/** One process owns a SQLite store, so its memory is where all calls meet. */
export class MemoryRates implements RateRepository {
  readonly #windows = new Map<string, { start: number; count: number }>();

  take(key: string, windowStart: number, limit: number): Promise<boolean> {
    const window = this.#windows.get(key);
    const count = window?.start === windowStart ? window.count : 0;
    if (count >= limit) return Promise.resolve(false);
    if (window === undefined && this.#windows.size >= MAX_KEYS) this.#windows.clear();
    this.#windows.set(key, { start: windowStart, count: count + 1 });
    return Promise.resolve(true);
  }
}
