import type { RateRepository } from '@sallyport/core';

/** Keys of one window at most; beyond that somebody makes keys up, and new ones are refused. */
const MAX_KEYS = 50_000;

/** One process owns a SQLite store, so its memory is where all calls meet. */
export class MemoryRates implements RateRepository {
  readonly #windows = new Map<string, { start: number; count: number }>();

  take(key: string, windowStart: number, limit: number): Promise<boolean> {
    const window = this.#windows.get(key);
    const count = window?.start === windowStart ? window.count : 0;
    if (count >= limit) return Promise.resolve(false);
    if (window === undefined && this.#windows.size >= MAX_KEYS && !this.#forgetOthers(windowStart)) return Promise.resolve(false);
    this.#windows.set(key, { start: windowStart, count: count + 1 });
    return Promise.resolve(true);
  }

  /** Drops what was counted in other windows; false: all keys are of this one. */
  #forgetOthers(windowStart: number): boolean {
    for (const [key, window] of this.#windows) if (window.start !== windowStart) this.#windows.delete(key);
    return this.#windows.size < MAX_KEYS;
  }
}
