import type { Id, StandingOutcome } from '@sallyport/core';
import { refusal } from './gate/refusal.ts';
import type { Refusal } from './gate/refusal.ts';
import type { AccessWatch } from './watch/access-watch.ts';
import type { StandingSubject, Watching } from './watch/subject.ts';

/** Watches somebody who is logged on but has no target yet: an open menu, an idle connection. A lock ends it like a session. */
export class StandingGuard implements StandingSubject {
  readonly kind = 'standing';
  readonly instanceId: string;
  readonly userId: Id;
  readonly #watching: Watching;
  readonly #refused = new AbortController();
  readonly #first: Promise<void>;
  #refusal: Refusal | undefined;

  constructor(watch: AccessWatch, instanceId: string, userId: Id) {
    this.instanceId = instanceId;
    this.userId = userId;
    this.#watching = watch.watch(this);
    // Unread is refused: a newcomer has nothing to lose yet.
    this.#first = this.#watching.check().catch(() => { this.broken(); });
  }

  /** The refusal as of now, at the earliest after the first read. */
  async standing(): Promise<Refusal | undefined> {
    await this.#first;
    return this.#refusal;
  }

  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  get refused(): AbortSignal {
    return this.#refused.signal;
  }

  deliver(outcome: StandingOutcome): void {
    if (outcome.code !== undefined) this.#refuse(refusal(outcome.code));
  }

  broken(): void {
    this.#refuse(refusal('INTERNAL'));
  }

  stop(): void {
    this.#watching.stop();
  }

  #refuse(why: Refusal): void {
    this.#refusal ??= why;
    this.#refused.abort();
  }
}
