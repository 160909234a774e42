import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { HostProtocol } from '../hosts/host.ts';

/**
 * pending → accepted | rejected | withdrawn | expired | closed; accepted → revoked | finished.
 * closed: lock, loss of the grant or deletion ended it before a decision. finished: its log-on or its window is over.
 */
export type TicketState = 'pending' | 'accepted' | 'rejected' | 'withdrawn' | 'expired' | 'closed' | 'revoked' | 'finished';

export type TicketEvent = 'accept' | 'reject' | 'withdraw' | 'expire' | 'close' | 'revoke' | 'finish';

/** Why a ticket was closed or revoked without a reviewer's word. */
export type TicketEndCause = 'user-locked' | 'user-deleted' | 'grant-lost' | 'asset-deleted' | 'by-principal' | '';

const MOVES: Readonly<Record<TicketState, Partial<Record<TicketEvent, TicketState>>>> = {
  pending: { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired', close: 'closed' },
  accepted: { revoke: 'revoked', finish: 'finished' },
  rejected: {},
  withdrawn: {},
  expired: {},
  closed: {},
  revoked: {},
  finished: {},
};

/** The state after `event`, or undefined: an illegal move, which changes nothing. */
export function moveTicket(state: TicketState, event: TicketEvent): TicketState | undefined {
  return MOVES[state][event];
}

/** An O&M ticket: one user asks for one account of one asset over one protocol. */
export interface Ticket {
  readonly id: Id;
  readonly instanceId: string;
  readonly projectId: string;
  readonly userId: Id;
  readonly hostId: Id;
  readonly accountId: Id;
  /** As it was called when the ticket was made: tickets outlive renames. */
  readonly accountName: string;
  readonly protocol: HostProtocol;
  /** The applicant's words. */
  readonly reason: string;
  readonly state: TicketState;
  /** 0: unlimited log-ons, 1: one. */
  readonly effectCount: 0 | 1;
  readonly effectStart: EpochMs | null;
  readonly effectEnd: EpochMs | null;
  /** The session that consumed a ticket good for one log-on. */
  readonly boundSessionId: string | null;
  readonly createdAt: EpochMs;
  /** Pending tickets expire then. */
  readonly pendingUntil: EpochMs;
  readonly decidedAt: EpochMs | null;
  /** Principal id of the reviewer or revoker. */
  readonly decidedBy: Id | null;
  /** The reviewer's words, or why it was closed. */
  readonly comment: string;
  readonly endCause: TicketEndCause;
}

/** What `decide` needs of a ticket. */
export type TicketFact = Pick<Ticket, 'id' | 'state' | 'effectCount' | 'effectStart' | 'effectEnd' | 'boundSessionId' | 'comment' | 'endCause' | 'pendingUntil'>;

/** Whether an accepted ticket is good for a single log-on: EffectCount 1, or accepted without an end (ruling E3). */
export function isSingleLogOn(ticket: Pick<Ticket, 'effectCount' | 'effectEnd'>): boolean {
  return ticket.effectCount === 1 || ticket.effectEnd === null;
}

export type TicketUse =
  | { readonly kind: 'usable'; readonly validUntil: EpochMs | null }
  | { readonly kind: 'not-yet'; readonly from: EpochMs }
  | { readonly kind: 'used' }
  | { readonly kind: 'over' };

/** Whether an accepted ticket carries a log-on of `sessionId` (null: a new one) at `now`. */
export function ticketUse(ticket: TicketFact, sessionId: string | null, now: EpochMs): TicketUse {
  if (ticket.effectEnd !== null && now >= ticket.effectEnd) return { kind: 'over' };
  if (ticket.boundSessionId !== null && ticket.boundSessionId !== sessionId) return { kind: 'used' };
  if (ticket.effectStart !== null && now < ticket.effectStart) return { kind: 'not-yet', from: ticket.effectStart };
  return { kind: 'usable', validUntil: ticket.effectEnd };
}

/** Limits of O&M tickets; settings may lower or raise them. */
export interface TicketLimits {
  readonly pendingMs: number;
  readonly maxPendingPerUser: number;
  /** How long the door keeps an interactive log-on waiting. */
  readonly doorWaitMs: number;
  /** The same for exec without a terminal. */
  readonly execWaitMs: number;
}
