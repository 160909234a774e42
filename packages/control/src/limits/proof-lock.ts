import { SECOND, networkOf } from '@sallyport/core';
import type { AuthFailureRepository, EpochMs } from '@sallyport/core';
import { createTurns } from './turns.ts';

/**
 * Who proves himself, and from where. Both together are locked: a stranger elsewhere cannot lock anybody out, and nobody can try all secrets of one
 * identity.
 */
export interface Prover {
  /** `key:<id>`, `principal:<id>` or `name:<domain>/<name>`. */
  readonly identity: string;
  readonly address: string;
}

/** What became of a proof. `until` where it was the one that locked. */
export type Judged<T> =
  | { readonly outcome: 'proven'; readonly value: T }
  | { readonly outcome: 'wrong'; readonly until: EpochMs | undefined }
  | { readonly outcome: 'locked' };

/** right, wrong, or incomplete: neither a guess nor enough. */
export type Verdict = 'right' | 'wrong' | 'incomplete';

export interface ProofLock {
  /** Until when not even a right proof is taken; undefined: it is. */
  lockedUntil(prover: Prover, now: EpochMs): Promise<EpochMs | undefined>;
  /**
   * For what can be guessed. The try is counted in the store before `prove` looks at it, so that of any number that are under way together, on all
   * nodes, no more are looked at than one after another would be. `prove` gives undefined for a wrong one; when it throws, the try is taken back.
   */
  attempt<T>(prover: Prover, now: EpochMs, prove: () => Promise<T | undefined>): Promise<Judged<T>>;
  /**
   * For what cannot be guessed and comes with every call (256 random bits): counted only when it is wrong. What was found is told in turns and behind the
   * lock, so that of proofs under way together a right one is not told apart once the wrong ones have locked.
   */
  settle(prover: Prover, now: EpochMs, verdict: Verdict): Promise<Judged<undefined>>;
}

/** A turn is two looks at the store; more wait only where that stands still. */
const TURNS = { waiting: 1_000, waitMs: 20 * SECOND };

export function createProofLock(failures: AuthFailureRepository, settings: { readonly after: number; readonly forMs: number }): ProofLock {
  const { after, forMs } = settings;
  const turns = createTurns(TURNS);
  // Over exactly when the lock is: else the first slip after the lock would lock again.
  const count = (key: string, now: EpochMs): Promise<number> => failures.record(key, now, forMs - 1);
  const bar = async (key: string, now: EpochMs): Promise<EpochMs> => {
    await failures.bar(key, now + forMs);
    return now + forMs;
  };
  return {
    lockedUntil: (prover, now) => failures.barredUntil(keyOf(prover), now),
    attempt: async (prover, now, prove) => {
      const key = keyOf(prover);
      if (await failures.barredUntil(key, now) !== undefined) return { outcome: 'locked' };
      const tries = await count(key, now);
      if (tries > after) {
        await bar(key, now);
        return { outcome: 'locked' };
      }
      const value = await orWithdraw(failures, key, prove);
      if (value === undefined) return { outcome: 'wrong', until: tries < after ? undefined : await bar(key, now) };
      await failures.clear(key);
      return { outcome: 'proven', value };
    },
    settle: (prover, now, verdict) => {
      const key = keyOf(prover);
      return turns.take(key, async () => {
        if (await failures.barredUntil(key, now) !== undefined) return { outcome: 'locked' };
        if (verdict === 'right') await failures.clear(key);
        if (verdict !== 'wrong') return { outcome: 'proven', value: undefined };
        const tries = await count(key, now);
        if (tries < after) return { outcome: 'wrong', until: undefined };
        const until = await bar(key, now);
        return tries === after ? { outcome: 'wrong', until } : { outcome: 'locked' };
      });
    },
  };
}

/** A busy machine must lock nobody. */
async function orWithdraw<T>(failures: AuthFailureRepository, key: string, prove: () => Promise<T>): Promise<T> {
  try {
    return await prove();
  } catch (error) {
    await failures.withdraw(key);
    throw error;
  }
}

function keyOf({ identity, address }: Prover): string {
  return `proof\n${networkOf(address)}\n${identity}`;
}
