import { DomainError, terminalSafe } from '@sallyport/core';
import type { Store, Ticket, TicketLimits } from '@sallyport/core';
import type { Identity } from './applicant.ts';
import type { Target } from './target.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/**
 * The pending ticket of this user, asset, account and protocol, or a new one (ruling E1). The door asks for no window and no count:
 * the reviewer gives them; without, the ticket is good for the log-on that uses it.
 */
export async function openTicket(store: Store, identity: Identity, target: Target, reason: string, limits: TicketLimits): Promise<Ticket | Refusal> {
  const { user, instanceId, sourceAddress } = identity;
  const { host, account } = target;
  try {
    return await store.transact(async (tx) => {
      const ask = {
        instanceId, projectId: host.projectId, userId: user.id, hostId: host.id, accountId: account.id, accountName: account.name,
        protocol: account.protocol, reason: terminalSafe(reason), effectCount: 0 as const, effectStart: null, effectEnd: null,
      };
      const { ticket, created } = await tx.tickets.openOrJoin(ask, tx.now, tx.now + limits.pendingMs, limits.maxPendingPerUser);
      if (created) tx.hint({ instanceId, kind: 'ticket', id: ticket.id });
      tx.record({
        instanceId, kind: created ? 'ticket.opened' : 'ticket.joined', actor: { kind: 'user', id: user.id, name: user.userName },
        sourceAddress, requestId: '', sessionId: '', outcome: 'OK',
        details: { ticketId: ticket.id, hostId: host.id, host: host.hostName, accountId: account.id, account: account.name, reason: ticket.reason },
      });
      return ticket;
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TOO_MANY_PENDING_TICKETS') return refusal('TOO_MANY_PENDING_TICKETS');
    // Deleted between the decision and here.
    if (error instanceof DomainError && error.code === 'OBJECT_GONE') return refusal('USER_NOT_FOUND');
    throw error;
  }
}

/** The applicant takes the request back, or does not need it any more; false when somebody decided it first. */
export async function withdrawTicket(store: Store, identity: Identity, ticket: Ticket, comment: '' | 'not needed any more'): Promise<boolean> {
  return store.transact(async (tx) => {
    const scope = { instanceId: ticket.instanceId, projectId: ticket.projectId };
    const moved = await tx.tickets.move(scope, ticket.id, 'withdraw', { decidedBy: null, comment, endCause: '' }, tx.now);
    if (moved === undefined) return false;
    tx.hint({ instanceId: ticket.instanceId, kind: 'ticket', id: ticket.id });
    tx.record({
      instanceId: ticket.instanceId, kind: 'ticket.withdrawn', actor: { kind: 'user', id: identity.user.id, name: identity.user.userName },
      sourceAddress: identity.sourceAddress, requestId: '', sessionId: '', outcome: 'OK', details: { ticketId: ticket.id, comment },
    });
    return true;
  });
}
