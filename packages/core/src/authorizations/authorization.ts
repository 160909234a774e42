import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/**
 * pending → authorized | rejected | canceled | recalled | expired; authorized → canceled | recalled | expired.
 * The customer confirms, rejects and cancels; whoever asked recalls; the clock expires. Legal moves are nowhere documented: `semantics.md` §3.4.
 */
export type AuthorizationStatus = 'pending' | 'authorized' | 'rejected' | 'expired' | 'recalled' | 'canceled';

export type AuthorizationEvent = 'confirm' | 'reject' | 'cancel' | 'recall' | 'expire';

/** Why it ended without a word of the customer's or the applicant's. */
export type AuthorizationEndCause = '' | 'case-closed' | 'user-deleted' | 'asset-deleted' | 'owner-deleted' | 'requester-deleted';

const MOVES: Readonly<Record<AuthorizationStatus, Partial<Record<AuthorizationEvent, AuthorizationStatus>>>> = {
  pending: { confirm: 'authorized', reject: 'rejected', cancel: 'canceled', recall: 'recalled', expire: 'expired' },
  authorized: { cancel: 'canceled', recall: 'recalled', expire: 'expired' },
  rejected: {},
  expired: {},
  recalled: {},
  canceled: {},
};

/** The status after `event`, or undefined: an illegal move, which changes nothing. */
export function moveAuthorization(status: AuthorizationStatus, event: AuthorizationEvent): AuthorizationStatus | undefined {
  return MOVES[status][event];
}

/** Statuses in which nothing is lent any more and no secret exists. */
export function isEndedAuthorization(status: AuthorizationStatus): boolean {
  return status !== 'pending' && status !== 'authorized';
}

/** A console of the vendor's, or an account of a host. */
export type DetailKind = 'console' | 'host';

/**
 * One thing that an authorization is about. A host's detail, once confirmed, is an account lent to one engineer: its id is an account id in questions,
 * sessions and tickets.
 */
export interface AuthorizationDetail {
  readonly id: Id;
  readonly authorizationId: Id;
  readonly kind: DetailKind;
  /** null for a console. */
  readonly hostId: Id | null;
  /** As it was called when it was asked for. */
  readonly hostName: string;
  readonly regionId: string;
  /** As asked for; the customer's confirmation may name another. Empty for a console. */
  readonly account: string;
  readonly port: number | null;
  /** The customer named it when confirming. What he left out is not lent. */
  readonly granted: boolean;
  /** Log-ins to check the host that have been used up. */
  readonly tries: number;
}

export interface Authorization {
  readonly id: Id;
  readonly instanceId: string;
  readonly caseId: Id;
  readonly status: AuthorizationStatus;
  /** The principal that asked, on the vendor's side. */
  readonly requestedBy: Id;
  readonly requestedByName: string;
  /** The support engineer: the only user whom it admits. */
  readonly userId: Id;
  readonly userName: string;
  /** What the engineer wants to do. */
  readonly description: string;
  /** The vendor's undertaking, shown to the customer before he confirms. */
  readonly commitment: string;
  /** How long he asks for; a confirmation without times lends for this long. */
  readonly wishedMs: number;
  /** The agency for consoles, as the customer named it. */
  readonly agencyId: string;
  readonly createdAt: EpochMs;
  /** Pending ones expire then. */
  readonly pendingUntil: EpochMs;
  /** The window; null until it is confirmed. */
  readonly effectiveAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  /** Who confirmed or rejected, and when; null: nobody yet. */
  readonly decidedBy: Id | null;
  readonly decidedByName: string;
  readonly decidedAt: EpochMs | null;
  /** Who ended it after that, and when. */
  readonly endedBy: Id | null;
  readonly endedAt: EpochMs | null;
  readonly endCause: AuthorizationEndCause;
  /** Words of a rejection or a cancellation. */
  readonly reason: string;
  readonly details: readonly AuthorizationDetail[];
}

/** What it is at `now`: the sweep that writes `expired` may be a moment late, readers must not see that. */
export function statusAt(authorization: Pick<Authorization, 'status' | 'pendingUntil' | 'expiresAt'>, now: EpochMs): AuthorizationStatus {
  const { status, pendingUntil, expiresAt } = authorization;
  if (status === 'pending' && now >= pendingUntil) return 'expired';
  if (status === 'authorized' && expiresAt !== null && now >= expiresAt) return 'expired';
  return status;
}

/** Limits of authorizations; settings may change them. */
export interface AuthorizationLimits {
  /** Requests that nobody confirms expire after this. */
  readonly pendingMs: number;
  /** The longest window that a confirmation may give, and how far off it may begin. */
  readonly longestMs: number;
  /** Log-ins that verify-host may try for one detail. */
  readonly verifyTries: number;
}

/** Longest text that `reject_reason` shows, in code points. */
export const MOST_REASON = 300;
