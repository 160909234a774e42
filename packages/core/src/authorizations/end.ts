import type { Id } from '../kernel/ids.ts';
import type { Transaction } from '../store-port.ts';
import { MOST_REASON } from './authorization.ts';
import type { AuthorizationEndCause, AuthorizationEvent } from './authorization.ts';
import type { ListedAuthorization } from './repository.ts';

export interface Ending {
  readonly event: Exclude<AuthorizationEvent, 'confirm'>;
  readonly by: Id | null;
  readonly reason: string;
  readonly cause: AuthorizationEndCause;
}

/**
 * Ends one authorization with everything that hangs on it: its secrets' key is destroyed, tickets on its accounts end, and whoever works on them is looked at
 * again. Undefined: it was not in a status that this can end; nothing has changed.
 */
export async function endAuthorization(tx: Transaction, instanceId: string, id: Id, ending: Ending): Promise<ListedAuthorization | undefined> {
  const ended = await tx.authorizations.move(instanceId, id, ending, tx.now);
  if (ended === undefined) return undefined;
  const accountIds = ended.details.filter((detail) => detail.kind === 'host').map((detail) => detail.id);
  if (accountIds.length > 0) {
    const tickets = await tx.tickets.endOf(instanceId, { userId: ended.userId, accountIds }, 'grant-lost', ending.by, ending.reason, tx.now);
    for (const ticket of tickets) tx.hint({ instanceId, kind: 'ticket', id: ticket });
  }
  for (const account of accountIds) tx.hint({ instanceId, kind: 'account', id: account });
  return ended;
}

/** Ends whatever a case has lent or been asked for: its end ends them. Words on a case may be longer than a reason can be shown: its log has them whole. */
export async function endAuthorizationsOfCase(tx: Transaction, instanceId: string, caseId: Id, by: Id, reason: string): Promise<void> {
  const shown = [...reason].slice(0, MOST_REASON).join('');
  for (const id of await tx.authorizations.openOf(instanceId, { caseId })) await endOrExpire(tx, instanceId, id, { event: 'cancel', by, reason: shown, cause: 'case-closed' });
}

/** What was lent to an engineer who is deleted: nobody can use it any more, so the secrets of its customers must not stay. */
export async function endAuthorizationsOfUser(tx: Transaction, instanceId: string, userId: Id, by: Id): Promise<void> {
  for (const id of await tx.authorizations.openOf(instanceId, { userId })) await endOrExpire(tx, instanceId, id, { event: 'recall', by, reason: '', cause: 'user-deleted' });
}

/**
 * After a principal's row is deleted, so that nobody asks for more. As a customer: nobody else could take back what he lent. As whoever asked: what nobody has
 * confirmed is recalled; what a customer granted stands, for it is his to cancel.
 */
export async function endAuthorizationsOfPrincipal(tx: Transaction, instanceId: string, principalId: Id, by: Id): Promise<void> {
  for (const id of await tx.authorizations.openOf(instanceId, { ownerId: principalId })) {
    await endOrExpire(tx, instanceId, id, { event: 'cancel', by, reason: '', cause: 'owner-deleted' });
  }
  for (const id of await tx.authorizations.openOf(instanceId, { pendingBy: principalId })) {
    await endOrExpire(tx, instanceId, id, { event: 'recall', by, reason: '', cause: 'requester-deleted' });
  }
}

/** What was lent on a host that is deleted. One that is about other hosts too goes on for these. */
export async function endAuthorizationsOfHost(tx: Transaction, instanceId: string, hostId: Id, by: Id): Promise<void> {
  for (const id of await tx.authorizations.openOf(instanceId, { hostId })) {
    const authorization = await tx.authorizations.get(instanceId, id);
    const others = authorization?.details.some((detail) => detail.kind === 'host' && detail.hostId !== hostId) ?? true;
    if (!others) await endOrExpire(tx, instanceId, id, { event: 'cancel', by, reason: '', cause: 'asset-deleted' });
  }
}

/** One whose time was over a moment ago cannot be ended any more, only expire. */
async function endOrExpire(tx: Transaction, instanceId: string, id: Id, ending: Ending): Promise<void> {
  const ended = await endAuthorization(tx, instanceId, id, ending);
  if (ended === undefined) await endAuthorization(tx, instanceId, id, { event: 'expire', by: null, reason: '', cause: '' });
}
