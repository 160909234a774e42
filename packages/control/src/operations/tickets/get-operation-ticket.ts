import { seconds, ticketAnswer } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function getOperationTicket(params: Params<'GetOperationTicket'>, call: Call): Promise<Result<'GetOperationTicket'>> {
  const { store } = call.deps;
  const scope = call.scope(params.ProjectId);
  const ticket = found(await store.tickets.get(scope, foundId(params.OperationTicketId)));
  const user = await store.users.get(scope.instanceId, ticket.userId);
  const host = await store.hosts.get(scope, ticket.hostId);
  return {
    OperationTicket: {
      ...ticketAnswer(ticket, user?.userName ?? '', host),
      State: ticket.state,
      DecidedTime: seconds(ticket.decidedAt),
      DecidedBy: ticket.decidedBy ?? '',
      DecisionComment: ticket.comment,
      EndCause: ticket.endCause,
      PendingUntil: seconds(ticket.pendingUntil),
      SessionId: ticket.boundSessionId ?? '',
    },
  };
}
