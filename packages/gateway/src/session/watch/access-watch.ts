import { HOUR } from '@sallyport/core';
import type { AccessReads, ChangeHint, HintBus } from '@sallyport/core';
import { causeOf } from '../../log.ts';
import type { Log } from '../../log.ts';
import type { GatewaySettings } from '../../settings.ts';
import { CheckQueue } from './check-queue.ts';
import { newEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import { readDecisions } from './read-decisions.ts';
import type { Reading } from './read-decisions.ts';
import { SubjectIndex } from './subject-index.ts';
import type { Subject, Watching } from './subject.ts';
import { Sweep } from './sweep.ts';

/** Node fires timers beyond 2³¹ ms at once (ruling I4); shorter sleeps also bound what a stepping clock can do. */
const LONGEST_SLEEP = HOUR;
const FIRST_RETRY = 50;
const LAST_RETRY = 1_000;

export interface AccessWatchDeps {
  readonly reads: AccessReads;
  readonly hints: HintBus;
  readonly monotonic: () => number;
  readonly log: Log;
  readonly settings: GatewaySettings['watch'];
}

/**
 * Keeps every session, waiting log-on and menu true to its permission. Hints say "look again", the truth is re-read, a sweep makes
 * good a lost hint, and time is a change too: the end of a decision arms a timer that decides again, never cuts blindly.
 *
 * A check that cannot be read is tried again with growing pauses, and after `brokenAfterMs` counts as a denial. That is the lease's
 * length: a store that is gone for all ends everybody through the lease first, a single error ends nobody.
 * A newcomer has no permission to lose: his first check fails with its first error.
 */
export class AccessWatch {
  readonly #deps: AccessWatchDeps;
  readonly #index = new SubjectIndex<Entry>();
  readonly #queue = new CheckQueue((batch) => this.#run(batch));
  readonly #sweep: Sweep;
  #unsubscribe: (() => void) | undefined;

  constructor(deps: AccessWatchDeps) {
    this.#deps = deps;
    this.#sweep = new Sweep(deps, this.#index, (entry) => this.#checked(entry, 'sweep'));
  }

  get size(): number {
    return this.#index.size;
  }

  /** Resolves once no change can be missed: nobody may be watched before. */
  async start(): Promise<void> {
    this.#unsubscribe = await this.#deps.hints.subscribe((hints) => { this.#heard(hints); });
    this.#sweep.start();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#sweep.stop();
    for (const entry of this.#index.all()) this.#forget(entry);
  }

  watch(subject: Subject): Watching {
    if (this.#unsubscribe === undefined) throw new Error('the access watch has not started');
    const entry = newEntry(subject);
    this.#index.put(entry);
    return {
      check: () => this.#checked(entry, 'urgent'),
      reindex: () => {
        if (entry.stopped) return;
        this.#index.put(entry);
        this.#queue.add(entry, 'urgent');
      },
      stop: () => { this.#forget(entry); },
    };
  }

  #heard(hints: readonly ChangeHint[]): void {
    if (this.#deps.settings.dropHints) return;
    for (const hint of hints) {
      for (const entry of this.#index.touchedBy(hint)) this.#queue.add(entry, 'urgent');
    }
  }

  #checked(entry: Entry, lane: 'urgent' | 'sweep'): Promise<void> {
    if (entry.stopped) return Promise.resolve();
    return new Promise((resolve, reject) => {
      entry.waiters.push({ resolve, reject });
      this.#queue.add(entry, lane);
    });
  }

  async #run(batch: readonly Entry[]): Promise<void> {
    const waiting = batch.map((entry) => entry.waiters.splice(0));
    const readings = await readDecisions(this.#deps.reads, batch.map((entry) => entry.subject), this.#deps.settings.readTimeoutMs);
    for (const [at, entry] of batch.entries()) {
      const reading = readings[at];
      if (reading === undefined) continue;
      const error = this.#settle(entry, reading);
      for (const waiter of waiting[at] ?? []) {
        if (error === undefined) waiter.resolve();
        else waiter.reject(error);
      }
    }
  }

  /** The error for those who wait, or undefined when the entry was told. */
  #settle(entry: Entry, reading: Reading): Error | undefined {
    if (entry.stopped) return undefined;
    clearTimeout(entry.timer);
    if (reading.kind === 'failed') return this.#failed(entry, reading.error);
    entry.failures = 0;
    entry.failingSince = undefined;
    if (reading.forMs !== null) this.#wakeIn(entry, Math.min(Math.max(reading.forMs, 1), LONGEST_SLEEP));
    try {
      reading.deliver();
    } catch (error) {
      this.#deps.log.error('a decision could not be delivered', { cause: causeOf(error) });
      entry.subject.broken();
      return new Error('the decision could not be delivered', { cause: error });
    }
    return undefined;
  }

  #failed(entry: Entry, error: unknown): Error {
    const { monotonic, log, settings } = this.#deps;
    entry.failingSince ??= monotonic();
    entry.failures += 1;
    log.warn('a permission could not be re-read', { cause: causeOf(error), failures: entry.failures });
    if (monotonic() - entry.failingSince >= settings.brokenAfterMs) entry.subject.broken();
    else this.#wakeIn(entry, Math.min(FIRST_RETRY * 2 ** (entry.failures - 1), LAST_RETRY));
    return new Error('the permission could not be read', { cause: error });
  }

  #wakeIn(entry: Entry, delayMs: number): void {
    entry.timer = setTimeout(() => { this.#queue.add(entry, 'urgent'); }, delayMs);
  }

  #forget(entry: Entry): void {
    entry.stopped = true;
    clearTimeout(entry.timer);
    this.#index.remove(entry);
    for (const waiter of entry.waiters.splice(0)) waiter.resolve();
  }
}
