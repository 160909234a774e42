import { networkOf } from '@sallyport/core';
import type { AuthFailureRepository, EpochMs } from '@sallyport/core';

/**
 * Who proves himself, and from where. Both together are locked: a stranger elsewhere cannot lock anybody out, and nobody can try all secrets of one
 * identity.
 */
export interface Prover {
  /** `key:<id>`, `principal:<id>` or `name:<domain>/<name>`. */
  readonly identity: string;
  readonly address: string;
}

export interface ProofLock {
  /** Until when not even a right proof is taken; undefined: it is. */
  lockedUntil(prover: Prover, now: EpochMs): Promise<EpochMs | undefined>;
  /** Counts a bad proof; gives until when that locked him. */
  failed(prover: Prover, now: EpochMs): Promise<EpochMs | undefined>;
  succeeded(prover: Prover): Promise<void>;
}

export function createProofLock(failures: AuthFailureRepository, settings: { readonly after: number; readonly forMs: number }): ProofLock {
  return {
    lockedUntil: (prover, now) => failures.barredUntil(keyOf(prover), now),
    failed: async (prover, now) => {
      const key = keyOf(prover);
      if (await failures.record(key, now, settings.forMs) < settings.after) return undefined;
      const until = now + settings.forMs;
      // Counted from nothing afterwards: else the first slip after the lock would lock again.
      await failures.clear(key);
      await failures.bar(key, until);
      return until;
    },
    succeeded: (prover) => failures.clear(keyOf(prover)),
  };
}

function keyOf({ identity, address }: Prover): string {
  return `proof\n${networkOf(address)}\n${identity}`;
}
