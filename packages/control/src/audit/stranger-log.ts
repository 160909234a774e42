import { networkOf } from '@sallyport/core';
import type { EventBudget, Store } from '@sallyport/core';

/** Somebody who could not prove who he is. */
export interface RefusedStranger {
  readonly address: string;
  readonly requestId: string;
  /** What he asked for. */
  readonly action: string;
  /** As he named it; empty: no key. */
  readonly accessKeyId: string;
  readonly outcome: string;
  /** More to tell; never a secret, nor a name that nobody has: people type passwords into the wrong field. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whose chain it belongs to, where the claim names an object of ours. */
  readonly instanceId?: string;
}

/** Records callers that could not prove who they are. Bounded: anybody can be refused as often as he likes. */
export interface StrangerLog {
  refused(stranger: RefusedStranger): Promise<void>;
}

export function createStrangerLog(store: Store, budget: EventBudget): StrangerLog {
  return {
    refused: async (stranger) => {
      const suppressed = budget.spend(networkOf(stranger.address));
      if (suppressed === undefined) return;
      const instanceId = stranger.instanceId ?? await chainFor(store, stranger.accessKeyId);
      if (instanceId === undefined) return;
      await store.audit.append([{
        instanceId,
        at: await store.now(),
        kind: 'api.refused',
        actor: { kind: 'anonymous', id: '', name: '' },
        sourceAddress: stranger.address,
        requestId: stranger.requestId,
        sessionId: '',
        outcome: stranger.outcome,
        details: {
          action: stranger.action, ...(stranger.accessKeyId === '' ? {} : { accessKeyId: stranger.accessKeyId }), ...stranger.details,
          ...(suppressed === 0 ? {} : { suppressedBefore: suppressed }),
        },
      }]);
    },
  };
}

/** The chain of the key's instance; a claim that names nothing of ours is told to the oldest. */
async function chainFor(store: Store, accessKeyId: string): Promise<string | undefined> {
  const found = accessKeyId === '' ? undefined : await store.accessKeys.find(accessKeyId);
  return found?.key.instanceId ?? oldestInstance(store);
}

/** Undefined: there is none yet. */
export async function oldestInstance(store: Store): Promise<string | undefined> {
  const instances = await store.instances.list();
  return [...instances].sort((a, b) => a.createdAt - b.createdAt)[0]?.instanceId;
}
