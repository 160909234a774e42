import { parseId } from '@sallyport/core';
import type { GrantItem, HostGrantFacts, Id, Scope, Transaction } from '@sallyport/core';

/** What a batch of grants is judged on: the user, and what he is granted on the hosts that it names. */
export async function readGrants(tx: Transaction, scope: Scope, userId: Id | undefined, items: readonly GrantItem[]): Promise<{ readonly userExists: boolean; readonly facts: ReadonlyMap<Id, HostGrantFacts> }> {
  const user = userId === undefined ? undefined : await tx.users.get(scope.instanceId, userId);
  if (user === undefined) return { userExists: false, facts: new Map() };
  const hostIds = [...new Set(items.map((item) => parseId(item.hostId)).filter((id) => id !== undefined))];
  return { userExists: true, facts: await tx.grants.hostFacts(scope, user.id, hostIds) };
}
