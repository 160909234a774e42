import { isSingleLogOn } from '@sallyport/core';
import type { Id, Transaction } from '@sallyport/core';

/** A session and the ticket that it ran on. */
export interface TicketUser {
  readonly sessionId: string;
  readonly instanceId: string;
  readonly projectId: string;
  readonly ticketId: Id | null;
}

/** used: the one log-on has happened. hand-back: nothing ever reached the target. */
export type TicketOutcome = 'used' | 'hand-back';

/** What the end of a session means for its ticket; one for several log-ons goes on until its window ends. */
export async function settleTicket(tx: Transaction, user: TicketUser, outcome: TicketOutcome): Promise<void> {
  const { instanceId, projectId, sessionId, ticketId } = user;
  if (ticketId === null) return;
  if (outcome === 'hand-back') {
    await tx.tickets.unclaim(instanceId, ticketId, sessionId);
    return;
  }
  const scope = { instanceId, projectId };
  const ticket = await tx.tickets.get(scope, ticketId);
  if (ticket?.state !== 'accepted' || !isSingleLogOn(ticket) || ticket.boundSessionId !== sessionId) return;
  await tx.tickets.move(scope, ticketId, 'finish', { decidedBy: null, comment: '', endCause: '' }, tx.now);
  tx.hint({ instanceId, kind: 'ticket', id: ticketId });
}
