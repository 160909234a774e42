import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Host } from '../hosts/host.ts';
import type { Scope } from '../hosts/repository.ts';
import type { Ticket, TicketEndCause, TicketEvent } from './ticket.ts';

export interface TicketAsk {
  readonly instanceId: string;
  readonly projectId: string;
  readonly userId: Id;
  readonly hostId: Id;
  readonly accountId: Id;
  readonly accountName: string;
  readonly protocol: Ticket['protocol'];
  readonly reason: string;
  readonly effectCount: 0 | 1;
  readonly effectStart: EpochMs | null;
  readonly effectEnd: EpochMs | null;
}

export interface ListedTicket extends Ticket {
  readonly userName: string;
  readonly host: Host;
}

/** Fields that a decision sets together with the new state. */
export interface TicketDecision {
  readonly decidedBy: Id | null;
  readonly comment: string;
  readonly endCause: TicketEndCause;
  readonly effectCount?: 0 | 1;
  readonly effectStart?: EpochMs | null;
  readonly effectEnd?: EpochMs | null;
}

export interface TicketRepository {
  /**
   * The pending ticket of the same user, account and protocol if there is one, else a new one.
   * Two callers at once get the same ticket. Throws `DomainError('TOO_MANY_PENDING_TICKETS')` over `maxPending`.
   */
  openOrJoin(ask: TicketAsk, now: EpochMs, pendingUntil: EpochMs, maxPending: number): Promise<{ readonly ticket: Ticket; readonly created: boolean }>;
  get(scope: Scope, id: Id): Promise<Ticket | undefined>;
  /** Pending ones only, ordered by id; `assetAddress` matches either address exactly. */
  listPending(scope: Scope, assetAddress: string | undefined, page: PageRequest): Promise<Page<ListedTicket>>;
  /** Compare-and-set by the state machine: the ticket after the move, or undefined when another move was first. */
  move(scope: Scope, id: Id, event: TicketEvent, decision: TicketDecision, now: EpochMs): Promise<Ticket | undefined>;
  /** Binds an accepted single-log-on ticket to the session that uses it; false when another session has it. */
  claim(instanceId: string, id: Id, sessionId: string): Promise<boolean>;
  /** Hands a claim back: the log-on died before its first byte. */
  unclaim(instanceId: string, id: Id, sessionId: string): Promise<void>;
  /**
   * Closes the pending and revokes the accepted tickets of the user (on those accounts or hosts, or all of them);
   * gives the ids that changed.
   */
  endOf(instanceId: string, of: { readonly userId?: Id; readonly accountIds?: readonly Id[]; readonly hostIds?: readonly Id[] }, cause: TicketEndCause, decidedBy: Id | null, comment: string, now: EpochMs): Promise<readonly Id[]>;
  /** Expires pending tickets whose limit passed and finishes accepted ones whose window is over; ids per instance. */
  sweep(now: EpochMs, limit: number): Promise<readonly { readonly instanceId: string; readonly id: Id }[]>;
}
