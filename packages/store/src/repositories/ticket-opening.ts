import { DomainError } from '@sallyport/core';
import type { EpochMs, Ticket, TicketAsk } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Db, EngineName } from '../engines/engine.ts';
import { idNumber, nextId } from '../object-ids.ts';
import type { Schema } from '../schema/schema.ts';
import { toTicket } from './ticket-rows.ts';

export interface OpeningTerms {
  readonly now: EpochMs;
  readonly pendingUntil: EpochMs;
  readonly maxPending: number;
}

/** Joins the pending ticket or opens one. The applicant's row is the lock: the limit is his, and so is the race. */
export async function openOrJoinTicket(engine: EngineName, db: Db, ask: TicketAsk, terms: OpeningTerms): Promise<{ ticket: Ticket; created: boolean }> {
  const userId = idNumber(ask.userId);
  const user = await db.selectFrom('users').select('id').where('id', '=', userId).where('instanceId', '=', ask.instanceId)
    .$if(engine === 'postgres', (query) => query.forNoKeyUpdate()).executeTakeFirst();
  if (user === undefined) throw new DomainError('OBJECT_GONE', { userId: ask.userId });

  // One that nobody decided in time is over, although no sweep has said so yet.
  await db.updateTable('tickets').set({ state: 'expired', decidedAt: terms.now })
    .where('userId', '=', userId).where('state', '=', 'pending').where('pendingUntil', '<=', terms.now).execute();

  const pending = await db.selectFrom('tickets').selectAll().where('userId', '=', userId).where('state', '=', 'pending').execute();
  const same = pending.find((ticket) => ticket.accountId === idNumber(ask.accountId) && ticket.protocol === ask.protocol);
  if (same !== undefined) return { ticket: toTicket(same), created: false };
  if (pending.length >= terms.maxPending) throw new DomainError('TOO_MANY_PENDING_TICKETS', { limit: String(terms.maxPending) });

  const row = ticketRow(await nextId(engine, db), ask, terms);
  await db.insertInto('tickets').values(row).execute();
  return { ticket: toTicket(row), created: true };
}

function ticketRow(id: number, ask: TicketAsk, terms: OpeningTerms): Selectable<Schema['tickets']> {
  return {
    id, instanceId: ask.instanceId, projectId: ask.projectId, userId: idNumber(ask.userId), hostId: idNumber(ask.hostId),
    accountId: idNumber(ask.accountId), accountName: ask.accountName, protocol: ask.protocol, reason: ask.reason, state: 'pending',
    effectCount: ask.effectCount, effectStart: ask.effectStart, effectEnd: ask.effectEnd, boundSessionId: null,
    createdAt: terms.now, pendingUntil: terms.pendingUntil, decidedAt: null, decidedBy: null, comment: '', endCause: '',
  };
}
