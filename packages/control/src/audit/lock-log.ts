import { networkOf } from '@sallyport/core';
import type { EpochMs, EventBudget, Store } from '@sallyport/core';
import type { Prover } from '../limits/proof-lock.ts';
import { oldestInstance } from './stranger-log.ts';

export interface Locked {
  /** Whose identity it is; undefined: nobody's. */
  readonly instanceId: string | undefined;
  readonly requestId: string;
  readonly now: EpochMs;
  readonly until: EpochMs;
}

/** Records who was locked for bad proofs. Bounded, because somebody with many addresses can lock as many pairs. */
export interface LockLog {
  locked(prover: Prover, what: Locked): Promise<void>;
}

export function createLockLog(store: Store, budget: EventBudget): LockLog {
  return {
    locked: async ({ identity, address }, { instanceId, requestId, now, until }) => {
      const suppressed = budget.spend(networkOf(address));
      const chain = instanceId ?? await oldestInstance(store);
      if (suppressed === undefined || chain === undefined) return;
      await store.audit.append([{
        instanceId: chain, at: now, kind: 'api.locked', actor: { kind: 'anonymous', id: '', name: '' }, sourceAddress: address, requestId, sessionId: '', outcome: 'LOCKED',
        // Names that nobody has stay out: people type passwords into the wrong field.
        details: { identity: instanceId === undefined ? identity.split(':', 1)[0] : identity, until, ...(suppressed === 0 ? {} : { suppressedBefore: suppressed }) },
      }]);
    },
  };
}
