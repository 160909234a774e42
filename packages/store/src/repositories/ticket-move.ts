import { moveTicket } from '@sallyport/core';
import type { EpochMs, Scope, Ticket, TicketDecision, TicketEvent } from '@sallyport/core';
import type { Updateable } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { idNumber } from '../object-ids.ts';
import type { Schema } from '../schema/schema.ts';
import { toTicket } from './ticket-rows.ts';

/**
 * Moves a ticket if the state machine allows it from the state that it still has when the update reaches it: of two movers,
 * on whatever nodes, exactly one gets the ticket back. A request whose limit has passed can no longer be decided.
 */
export async function moveStoredTicket(db: Db, scope: Scope, id: number, event: TicketEvent, decision: TicketDecision, now: EpochMs): Promise<Ticket | undefined> {
  const current = await db.selectFrom('tickets').select(['state', 'pendingUntil'])
    .where('id', '=', id).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
  if (current === undefined) return undefined;
  const state = moveTicket(current.state, event);
  if (state === undefined) return undefined;
  if ((event === 'accept' || event === 'reject') && now >= current.pendingUntil) return undefined;
  const moved = await db.updateTable('tickets').set({ state, ...decided(event, decision, now) })
    .where('id', '=', id).where('state', '=', current.state).returningAll().executeTakeFirst();
  return moved && toTicket(moved);
}

function decided(event: TicketEvent, decision: TicketDecision, now: EpochMs): Updateable<Schema['tickets']> {
  // Finishing an accepted ticket is nobody's decision: the reviewer and his words stay.
  if (event === 'finish') return { endCause: decision.endCause };
  return {
    decidedAt: now,
    decidedBy: decision.decidedBy === null ? null : idNumber(decision.decidedBy),
    comment: decision.comment,
    endCause: decision.endCause,
    ...(decision.effectCount === undefined ? {} : { effectCount: decision.effectCount }),
    ...(decision.effectStart === undefined ? {} : { effectStart: decision.effectStart }),
    ...(decision.effectEnd === undefined ? {} : { effectEnd: decision.effectEnd }),
  };
}
