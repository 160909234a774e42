import { AsyncLocalStorage } from 'node:async_hooks';

interface Mark {
  open: boolean;
}

/**
 * Knows whether the running code is inside a transaction of this store. Writing past the open transaction would wait for itself
 * on SQLite and break its atomicity on PostgreSQL: it is refused at once, the same on both.
 */
export class TransactionScope {
  readonly #marks = new AsyncLocalStorage<Mark>();

  /** Throws inside an open transaction. */
  assertOutside(): void {
    if (this.#marks.getStore()?.open === true) throw new Error('a transaction is open here: write through its own repositories');
  }

  async enter<T>(work: () => Promise<T>): Promise<T> {
    this.assertOutside();
    const mark: Mark = { open: true };
    try {
      return await this.#marks.run(mark, work);
    } finally {
      mark.open = false;
    }
  }
}
