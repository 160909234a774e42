import type { ErrorCode } from '@sallyport/contract';
import { networkOf } from '@sallyport/core';
import type { EventBudget, Store } from '@sallyport/core';
import type { ApiRequest } from '../dispatch/api-request.ts';
import type { Claim } from '../signature/claim.ts';

/** Records callers that could not prove who they are. Bounded: anybody can be refused as often as he likes. */
export interface StrangerLog {
  refused(request: ApiRequest, requestId: string, claim: Claim, outcome: ErrorCode): Promise<void>;
}

export function createStrangerLog(store: Store, budget: EventBudget): StrangerLog {
  return {
    refused: async (request, requestId, claim, outcome) => {
      const suppressed = budget.spend(networkOf(request.address));
      if (suppressed === undefined) return;
      const instanceId = await chainFor(store, claim.accessKeyId);
      if (instanceId === undefined) return;
      await store.audit.append([{
        instanceId,
        at: await store.now(),
        kind: 'api.refused',
        actor: { kind: 'anonymous', id: '', name: '' },
        sourceAddress: request.address,
        requestId,
        sessionId: '',
        outcome,
        details: { action: claim.action, accessKeyId: claim.accessKeyId, ...(suppressed === 0 ? {} : { suppressedBefore: suppressed }) },
      }]);
    },
  };
}

/** The chain of the key's instance; an unknown key belongs to none, and is told to the oldest. */
async function chainFor(store: Store, accessKeyId: string): Promise<string | undefined> {
  const found = await store.accessKeys.find(accessKeyId);
  if (found !== undefined) return found.key.instanceId;
  const instances = await store.instances.list();
  return [...instances].sort((a, b) => a.createdAt - b.createdAt)[0]?.instanceId;
}
