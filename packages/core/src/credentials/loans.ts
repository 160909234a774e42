import type { Id } from '../kernel/ids.ts';

/** Whose secrets: an authorization's, or one piece of target work. */
export interface LoanName {
  readonly instanceId: string;
  readonly kind: 'authorization' | 'target-work';
  readonly id: string;
}

/** What of it: a detail's id; of target work `secret`. */
export type LoanItem = Id;

/** Secrets sealed under a data key of their own, which the master key wraps. Without `wrappedKey` nobody opens them again. */
export interface SealedLoan {
  readonly wrappedKey: Uint8Array;
  readonly sealed: ReadonlyMap<LoanItem, Uint8Array>;
}

/**
 * Secrets that must be gone for good at a moment that is known only later. Each loan has a data key of its own; destroying that key destroys them in every
 * copy of the database, its journal included.
 */
export interface Loans {
  /** Call it before the transaction that stores the loan. The caller zeroes the plain secrets. */
  seal(name: LoanName, secrets: ReadonlyMap<LoanItem, Uint8Array>): Promise<SealedLoan>;
  /** One secret while its loan lasts; undefined: the loan is over or never had it. The caller zeroes it after use. */
  open(name: LoanName, item: LoanItem): Promise<Uint8Array | undefined>;
  /**
   * Finishes what ended loans leave behind: overwrites what the database file and its journal still hold of destroyed keys; brings back keys that a crash of
   * the database has lost. True: nothing is left to do.
   */
  tend(): Promise<boolean>;
}
