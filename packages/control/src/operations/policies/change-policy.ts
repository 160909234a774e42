import type { Id, PolicyChanges, Scope, Transaction } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

interface Named {
  readonly PolicyId: string;
  readonly ProjectId?: string;
}

/** One change of a policy in one unit of work, with the hint that everybody under it is judged anew. `change` says whether the policy exists. */
export async function changePolicy(params: Named, call: Call, change: (tx: Transaction, scope: Scope, id: Id) => Promise<boolean>): Promise<void> {
  const id = foundId(params.PolicyId);
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    foundOne(await change(tx, scope, id));
    tx.hint({ instanceId: scope.instanceId, kind: 'policy', id });
  });
}

export async function modifyFields(params: Named, call: Call, changes: PolicyChanges): Promise<void> {
  await changePolicy(params, call, async (tx, scope, id) => tx.policies.modify(scope, id, changes));
}
