import { DomainError } from '@sallyport/core';

interface Waiting<J> {
  readonly job: J;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers jobs of the same few milliseconds into one commit and resolves each once it is durable. One batch runs at a time,
 * those that arrive meanwhile make the next. Beyond `limit` waiting jobs it refuses with STORE_BUSY.
 */
export class Batcher<J> {
  readonly #commit: (jobs: readonly J[]) => Promise<void>;
  readonly #limits: { readonly waiting: number; readonly batch: number; readonly gatherMs: number };
  #waiting: Waiting<J>[] = [];
  #running: Promise<void> | null = null;

  constructor(commit: (jobs: readonly J[]) => Promise<void>, limits: { readonly waiting: number; readonly batch: number; readonly gatherMs: number }) {
    this.#commit = commit;
    this.#limits = limits;
  }

  add(job: J): Promise<void> {
    if (this.#waiting.length >= this.#limits.waiting) return Promise.reject(new DomainError('STORE_BUSY', { reason: 'too many audit events wait' }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything added so far has been committed or refused. */
  async drain(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    await new Promise((resolve) => { setTimeout(resolve, this.#limits.gatherMs); });
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, this.#limits.batch);
      this.#waiting = this.#waiting.slice(this.#limits.batch);
      try {
        await this.#commit(batch.map((waiting) => waiting.job));
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.#running = null;
  }
}
