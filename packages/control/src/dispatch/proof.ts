import type { EpochMs } from '@sallyport/core';
import type { Prover } from '../limits/proof-lock.ts';
import type { Caller } from './caller.ts';
import type { ProofFault } from './proof-error.ts';

/** How a proof that did not hold is told. */
export interface Refusal {
  readonly fault: ProofFault;
  /** In place of the fault's own words. */
  readonly words?: string;
  readonly accessKeyId?: string;
  readonly instanceId?: string;
  /** Whom it locked, and until when. */
  readonly locked?: { readonly prover: Prover; readonly until: EpochMs };
}

/** What became of a caller's proof. */
export type Proof = { readonly caller: Caller } | Refusal;
