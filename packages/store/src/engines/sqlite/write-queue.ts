import { DomainError } from '@sallyport/core';

interface Waiter {
  readonly enter: () => void;
  readonly timer: NodeJS.Timeout;
}

/** One writer at a time, in the order of arrival; bounded in length and in waiting time. */
export class WriteQueue {
  readonly #waiting: Waiter[] = [];
  readonly #limits: { readonly length: number; readonly waitMs: number };
  #busy = false;

  constructor(limits: { readonly length: number; readonly waitMs: number }) {
    this.#limits = limits;
  }

  /** Resolves when it is this caller's turn; he must call `leave` once. */
  enter(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#limits.length) {
      return Promise.reject(new DomainError('STORE_BUSY', { reason: 'too many writers wait' }));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(new DomainError('STORE_BUSY', { reason: 'no turn to write in time' }));
      }, this.#limits.waitMs);
      const waiter: Waiter = { enter: resolve, timer };
      this.#waiting.push(waiter);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#busy = false;
      return;
    }
    clearTimeout(next.timer);
    next.enter();
  }
}
