import type { Entry } from './entry.ts';

const BATCH = 64;
/** Reads in flight: two, so that a hint never waits behind the sweep's batch alone. */
const PARALLEL = 2;

/**
 * Which entries are due for a re-check. Hints go before the sweep; an entry is checked by one read at a time,
 * and a change that comes meanwhile makes it run once more: coalesced, never lost.
 */
export class CheckQueue {
  readonly #lanes: Record<'urgent' | 'sweep', Entry[]> = { urgent: [], sweep: [] };
  readonly #run: (batch: readonly Entry[]) => Promise<void>;
  #inFlight = 0;
  #woken = false;

  /** `run` checks a batch and never rejects. */
  constructor(run: (batch: readonly Entry[]) => Promise<void>) {
    this.#run = run;
  }

  add(entry: Entry, lane: 'urgent' | 'sweep'): void {
    if (entry.stopped) return;
    if (entry.running) {
      entry.again = true;
      return;
    }
    if (entry.queued === 'urgent' || entry.queued === lane) return;
    // Promoted from the sweep's lane: its place there is skipped when reached.
    entry.queued = lane;
    this.#lanes[lane].push(entry);
    this.#wake();
  }

  /** One microtask later, so that a burst of hints becomes one batch. */
  #wake(): void {
    if (this.#woken) return;
    this.#woken = true;
    queueMicrotask(() => {
      this.#woken = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#inFlight < PARALLEL) {
      const batch = this.#take('urgent');
      if (batch.length === 0) batch.push(...this.#take('sweep'));
      if (batch.length === 0) return;
      this.#inFlight += 1;
      void this.#run(batch).finally(() => {
        this.#inFlight -= 1;
        this.#finish(batch);
        this.#wake();
      });
    }
  }

  #take(lane: 'urgent' | 'sweep'): Entry[] {
    const batch: Entry[] = [];
    const waiting = this.#lanes[lane];
    let next = 0;
    for (; next < waiting.length && batch.length < BATCH; next += 1) {
      const entry = waiting[next];
      if (entry === undefined || entry.queued !== lane || entry.stopped) continue;
      entry.queued = undefined;
      entry.running = true;
      batch.push(entry);
    }
    waiting.splice(0, next);
    return batch;
  }

  #finish(batch: readonly Entry[]): void {
    for (const entry of batch) {
      entry.running = false;
      if (!entry.again) continue;
      entry.again = false;
      this.add(entry, 'urgent');
    }
  }
}
