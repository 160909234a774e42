import type { SealedLoan } from '../credentials/loans.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TargetWork, TargetWorkOutcome } from './work.ts';

/** A short-lived queue: a crash of the database may lose it, and then whoever waits gives up. */
export interface TargetWorkRepository {
  /** Throws `DomainError('STORE_BUSY')` when `most` wait in the instance already. */
  enqueue(work: TargetWork, secret: SealedLoan | null, most: number): Promise<void>;
  /** The oldest that waits, or whose node did not finish within its lease, for this node until `now + leaseMs`. */
  lease(nodeId: string, now: EpochMs, leaseMs: number): Promise<TargetWork | undefined>;
  /** The node that has the lease is done: destroys the secret, keeps the outcome. False: somebody else has it by now. */
  finish(id: string, nodeId: string, outcome: TargetWorkOutcome): Promise<boolean>;
  /** The outcome, taken away with its row; undefined: not finished. */
  collect(id: string): Promise<TargetWorkOutcome | undefined>;
  /** Drops what nobody waits for any more; gives how many. */
  sweep(now: EpochMs): Promise<number>;
}
