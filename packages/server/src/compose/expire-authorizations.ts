import { endAuthorization } from '@sallyport/core';
import type { Id, Store } from '@sallyport/core';

const AT_ONCE = 200;

/**
 * Writes down that time has ended authorizations, which destroys what they lent; `decide` has known it since that moment. Each has a transaction of its
 * own: one that cannot be ended must not keep the others' secrets alive. Rejects with the first failure once all have been tried.
 */
export async function expireAuthorizations(store: Store, nodeId: string, stopped: () => boolean): Promise<void> {
  const failures: unknown[] = [];
  for (const { instanceId, id } of await store.authorizations.due(await store.now(), AT_ONCE)) {
    if (stopped()) return;
    await expire(store, nodeId, instanceId, id).catch((error: unknown) => { failures.push(error); });
  }
  if (failures.length > 0) throw failures[0];
}

async function expire(store: Store, nodeId: string, instanceId: string, id: Id): Promise<void> {
  await store.transact(async (tx) => {
    const ended = await endAuthorization(tx, instanceId, id, { event: 'expire', by: null, reason: '', cause: '' });
    // Another node was first, or the customer ended it in this moment.
    if (ended === undefined) return;
    tx.record({
      instanceId, kind: 'authorization.expired', actor: { kind: 'node', id: nodeId, name: 'clock' }, sourceAddress: '', requestId: '', sessionId: '', outcome: 'OK',
      details: { authorizationId: id, caseId: ended.caseId, userId: ended.userId, confirmed: ended.effectiveAt !== null },
    });
  });
}
