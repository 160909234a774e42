import type { AccessQuestion, Decision, Id } from '@sallyport/core';
import { deferred } from '../../deferred.ts';
import type { AccessSubject } from '../watch/subject.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Takes over once the log-on has become a session. */
export type DecisionSink = Pick<AccessSubject, 'deliver' | 'broken'>;

/**
 * A log-on on its way in: watched from the first decision on, so that a lock reaches it while it waits, dials or registers.
 * The same subject stays for the running session; only who listens changes.
 */
export class Admission implements AccessSubject {
  readonly kind = 'access';
  readonly #base: Omit<AccessQuestion, 'phase' | 'ticketId'>;
  readonly #refused = new AbortController();
  #ticketId: Id | null = null;
  #decision: Decision | undefined;
  #refusal: Refusal | undefined;
  #sink: DecisionSink | undefined;
  #changed = deferred<void>();

  constructor(base: Omit<AccessQuestion, 'phase' | 'ticketId'>) {
    this.#base = base;
  }

  question(): AccessQuestion {
    return { ...this.#base, phase: this.#sink === undefined ? 'log-on' : 'running', ticketId: this.#ticketId };
  }

  /** Undefined before the first check. */
  get decision(): Decision | undefined {
    return this.#decision;
  }

  /** Set once and for good: a log-on that was denied does not come back to life. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** Fires with the refusal. */
  get refused(): AbortSignal {
    return this.#refused.signal;
  }

  get ticketId(): Id | null {
    return this.#ticketId;
  }

  /** Resolves at the next decision. */
  changed(): Promise<void> {
    return this.#changed.promise;
  }

  /** From now on the log-on stands or falls with this ticket. Reindex and check afterwards. */
  useTicket(id: Id | null): void {
    this.#ticketId = id;
  }

  /** From now on questions are those of a running session. Check afterwards. */
  handOver(sink: DecisionSink): void {
    this.#sink = sink;
  }

  deliver(decision: Decision, question: AccessQuestion): void {
    if (this.#sink !== undefined) {
      // A check that began before the hand-over asked for a newcomer; the one after it asks rightly.
      if (question.phase === 'running') this.#sink.deliver(decision, question);
      return;
    }
    // Asked before the ticket was known: whatever it says has been overtaken.
    if (question.ticketId !== this.#ticketId) return;
    this.#decision = decision;
    if (decision.kind === 'deny') this.#refuse(refusal(decision.code, decision.words));
    this.#wake();
  }

  broken(): void {
    if (this.#sink !== undefined) {
      this.#sink.broken();
      return;
    }
    this.#refuse(refusal('INTERNAL'));
    this.#wake();
  }

  #refuse(why: Refusal): void {
    this.#refusal ??= why;
    this.#refused.abort();
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = deferred<void>();
    changed.resolve(undefined);
  }
}
