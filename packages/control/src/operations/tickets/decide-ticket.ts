import { moveTicket, parseId } from '@sallyport/core';
import type { Id, Scope, Ticket, TicketDecision, TicketState, Transaction } from '@sallyport/core';
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
    await move(tx, scope, id, verdict.event, { ...decision, decidedBy: call.principal.id, endCause: '' });
    tx.hint({ instanceId: scope.instanceId, kind: 'ticket', id });
  });
}

async function move(tx: Transaction, scope: Scope, id: Id, event: Verdict['event'], decision: TicketDecision): Promise<void> {
  const moved = await tx.tickets.move(scope, id, event, decision, tx.now);
  // Somebody decided between our look and our move; a client's retry of its own call reads the outcome as a repetition.
  if (moved === undefined) throw new ApiError('InvalidParameter');
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
