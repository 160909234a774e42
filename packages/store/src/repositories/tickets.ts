import type { EpochMs, Id, ListedTicket, Page, PageRequest, Scope, Ticket, TicketAsk, TicketDecision, TicketEndCause, TicketEvent, TicketRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber } from '../object-ids.ts';
import { endTickets, sweepTickets } from './ticket-ends.ts';
import type { EndedOf } from './ticket-ends.ts';
import { listPendingTickets } from './ticket-listing.ts';
import { moveStoredTicket } from './ticket-move.ts';
import { openOrJoinTicket } from './ticket-opening.ts';
import { toTicket } from './ticket-rows.ts';

export class SqlTickets implements TicketRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  openOrJoin(ask: TicketAsk, now: EpochMs, pendingUntil: EpochMs, maxPending: number): Promise<{ readonly ticket: Ticket; readonly created: boolean }> {
    return this.#connection.write((db) => openOrJoinTicket(this.#connection.engine, db, ask, { now, pendingUntil, maxPending }));
  }

  async get(scope: Scope, id: Id): Promise<Ticket | undefined> {
    const row = await this.#connection.db.selectFrom('tickets').selectAll()
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
    return row && toTicket(row);
  }

  listPending(scope: Scope, assetAddress: string | undefined, page: PageRequest): Promise<Page<ListedTicket>> {
    return listPendingTickets(this.#connection.db, scope, assetAddress, page);
  }

  move(scope: Scope, id: Id, event: TicketEvent, decision: TicketDecision, now: EpochMs): Promise<Ticket | undefined> {
    return this.#connection.write((db) => moveStoredTicket(db, scope, idNumber(id), event, decision, now));
  }

  /** True without a binding for a ticket that is good for any number of log-ons. */
  async claim(instanceId: string, id: Id, sessionId: string): Promise<boolean> {
    const claimed = await this.#connection.writeOne((db) => db.updateTable('tickets')
      .set((eb) => ({ boundSessionId: eb.case()
        .when(eb.or([eb('effectCount', '=', 1), eb('effectEnd', 'is', null)])).then(sessionId).else(eb.ref('boundSessionId')).end() }))
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).where('state', '=', 'accepted')
      .where((eb) => eb.or([eb('boundSessionId', 'is', null), eb('boundSessionId', '=', sessionId)]))
      .executeTakeFirst());
    return claimed.numUpdatedRows === 1n;
  }

  async unclaim(instanceId: string, id: Id, sessionId: string): Promise<void> {
    await this.#connection.writeOne((db) => db.updateTable('tickets').set({ boundSessionId: null })
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).where('state', '=', 'accepted').where('boundSessionId', '=', sessionId).execute());
  }

  endOf(instanceId: string, of: EndedOf, cause: TicketEndCause, decidedBy: Id | null, comment: string, now: EpochMs): Promise<readonly Id[]> {
    return this.#connection.write((db) => endTickets(db, instanceId, of, { endCause: cause, decidedBy, comment }, now));
  }

  sweep(now: EpochMs, limit: number): Promise<readonly { readonly instanceId: string; readonly id: Id }[]> {
    return this.#connection.write((db) => sweepTickets(this.#connection.engine, db, now, limit));
  }
}
