import type { AccessQuestion, Decision, Id, StandingOutcome } from '@sallyport/core';

/** A log-on that waits or a session that runs: lives as long as `decide` does not deny its question. */
export interface AccessSubject {
  readonly kind: 'access';
  /** Asked anew at every check: phase and ticket change as a log-on proceeds. */
  question(): AccessQuestion;
  /** The truth of a moment; never older than the one delivered before. Must not throw or block. */
  deliver(decision: Decision, question: AccessQuestion): void;
  /** Re-checks have failed for too long: fail closed. */
  broken(): void;
}

/** Somebody who is here without a target yet: an open menu, an idle connection. */
export interface StandingSubject {
  readonly kind: 'standing';
  readonly instanceId: string;
  readonly userId: Id;
  deliver(outcome: StandingOutcome): void;
  broken(): void;
}

export type Subject = AccessSubject | StandingSubject;

/** The hold on a watched subject. */
export interface Watching {
  /** Resolves when a decision has been delivered that was read after this call; rejects when it could not be read. */
  check(): Promise<void>;
  /** The question names another object now (a ticket was opened); it is checked again. */
  reindex(): void;
  stop(): void;
}
