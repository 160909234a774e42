import { moveTicket, parseId } from '@sallyport/core';
import type { Ticket, TicketDecision, TicketState } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import { demandSeparation } from './separation.ts';

interface Named {
  readonly OperationTicketId: string;
  readonly ProjectId?: string;
}

export interface Verdict {
  readonly event: 'accept' | 'reject';
  /** What the decision sets, judged on the ticket as it waits; throws ApiError. */
  readonly decision: (ticket: Ticket, now: number) => Omit<TicketDecision, 'decidedBy' | 'endCause'>;
}

/**
 * Decides a waiting ticket once, whoever else tries at the same moment. Decided, withdrawn, expired, unknown and foreign tickets are
 * InvalidParameter; the very same call repeated by the same principal within the repeat time succeeds without effect (ruling A5).
 */
export async function decideTicket(params: Named, call: Call, verdict: Verdict): Promise<void> {
  const id = parseId(params.OperationTicketId);
  if (id === undefined || call.tenancy === 'foreign') throw new ApiError('InvalidParameter');
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    const ticket = await tx.tickets.get(scope, id);
    if (ticket === undefined) throw new ApiError('InvalidParameter');
    const decision = verdict.decision(ticket, tx.now);
    call.note({ ticketUserId: ticket.userId, hostId: ticket.hostId, hostAccountId: ticket.accountId });
    if (isRepetition(ticket, verdict.event, decision, call, tx.now)) return call.note({ repeated: true });
    if (ticket.state !== 'pending' || tx.now >= ticket.pendingUntil) throw new ApiError('InvalidParameter');
    await demandSeparation(tx, ticket, call);
    const moved = await tx.tickets.move(scope, id, verdict.event, { ...decision, decidedBy: call.principal.id, endCause: '' }, tx.now);
    if (moved !== undefined) return tx.hint({ instanceId: scope.instanceId, kind: 'ticket', id });
    // Somebody decided between our look and our move; it may have been this very call, sent twice by an impatient client.
    const decided = await tx.tickets.get(scope, id);
    if (decided === undefined || !isRepetition(decided, verdict.event, decision, call, tx.now)) throw new ApiError('InvalidParameter');
    call.note({ repeated: true });
  });
}

function isRepetition(ticket: Ticket, event: Verdict['event'], decision: Omit<TicketDecision, 'decidedBy' | 'endCause'>, call: Call, now: number): boolean {
  const decided: TicketState | undefined = moveTicket('pending', event);
  return ticket.state === decided
    && ticket.decidedBy === call.principal.id
    && ticket.decidedAt !== null && now - ticket.decidedAt <= call.deps.settings.decisionRepeatMs
    && ticket.comment === decision.comment
    && (decision.effectCount === undefined || decision.effectCount === ticket.effectCount)
    && (decision.effectStart === undefined || decision.effectStart === ticket.effectStart)
    && (decision.effectEnd === undefined || decision.effectEnd === ticket.effectEnd);
}
