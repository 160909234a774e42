import type { Ticket } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import { found, foundId } from '../../parameters/found.ts';

interface Named {
  readonly OperationTicketId: string;
  readonly ProjectId?: string;
}

/** Ends a ticket without a decision on it. Throws OBJECT_NOT_FOUND, also where `mayEnd` says no, or TicketStateConflict. */
export async function endTicket(params: Named, call: Call, event: 'revoke' | 'withdraw', comment: string, mayEnd: (ticket: Ticket) => boolean): Promise<void> {
  const id = foundId(params.OperationTicketId);
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    const ticket = found(await tx.tickets.get(scope, id));
    if (!mayEnd(ticket)) throw new ApiError('OBJECT_NOT_FOUND');
    const moved = await tx.tickets.move(scope, id, event, { decidedBy: call.principal.id, comment, endCause: 'by-principal' }, tx.now);
    if (moved === undefined) throw new ApiError('TicketStateConflict');
    call.note({ ticketUserId: ticket.userId, hostId: ticket.hostId, hostAccountId: ticket.accountId });
    tx.hint({ instanceId: scope.instanceId, kind: 'ticket', id });
  });
}
