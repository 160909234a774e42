import { ticketAnswer } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listOperationTickets(params: Params<'ListOperationTickets'>, call: Call): Promise<Result<'ListOperationTickets'>> {
  const page = await call.deps.store.tickets.listPending(call.scope(params.ProjectId), params.AssetAddress, pageOf(params));
  return {
    // `Normal` is this API's word for waiting.
    OperationTickets: page.items.map((ticket) => ({ ...ticketAnswer(ticket, ticket.userName, ticket.host), State: 'Normal' })),
    TotalCount: page.total,
  };
}
