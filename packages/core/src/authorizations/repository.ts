import type { SealedLoan } from '../credentials/loans.ts';
import type { HostProtocol } from '../hosts/host.ts';
import type { Id } from '../kernel/ids.ts';
import type { Page, Slice } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Authorization, AuthorizationDetail, AuthorizationEndCause, AuthorizationEvent, AuthorizationStatus } from './authorization.ts';
import type { ConfirmationPlan } from './confirmation.ts';

export interface NewAuthorization {
  readonly instanceId: string;
  readonly caseId: Id;
  readonly requestedBy: Id;
  readonly userId: Id;
  readonly description: string;
  readonly commitment: string;
  readonly wishedMs: number;
  readonly createdAt: EpochMs;
  readonly pendingUntil: EpochMs;
  /** 1 to 5. */
  readonly details: readonly Pick<AuthorizationDetail, 'kind' | 'hostId' | 'hostName' | 'regionId' | 'account' | 'port'>[];
}

export interface AuthorizationFilter {
  /** Of cases of these principals; undefined: of the whole instance. */
  readonly ownerIds?: readonly Id[];
  readonly caseId?: Id;
  /** As `statusAt` says it at the list's `now`. */
  readonly status?: AuthorizationStatus;
  /** In the case's description, without case. */
  readonly text?: string;
  /** The customer's name, as it is listed. */
  readonly ownerName?: string;
  readonly requestedBy?: Id;
}

/** With what lists show of its case. */
export interface ListedAuthorization extends Authorization {
  readonly ownerId: Id;
  readonly ownerName: string;
  readonly caseDescription: string;
}

export type AuthorizationMove =
  | { readonly event: 'confirm'; readonly by: Id; readonly plan: ConfirmationPlan; readonly loan: SealedLoan | null }
  | { readonly event: Exclude<AuthorizationEvent, 'confirm'>; readonly by: Id | null; readonly reason: string; readonly cause: AuthorizationEndCause };

/** An account of a host that is lent now or was: what the door knows of it. */
export interface LentAccount {
  readonly id: Id;
  readonly instanceId: string;
  readonly authorizationId: Id;
  readonly hostId: Id;
  readonly name: string;
  readonly protocol: HostProtocol;
  readonly port: number;
}

/** A case's, a customer's, an engineer's, those that are about a host, or those that a principal asked for and nobody has confirmed. */
export type OpenOf = { readonly caseId: Id } | { readonly ownerId: Id } | { readonly userId: Id } | { readonly hostId: Id } | { readonly pendingBy: Id };

/** How many log-ins may be tried to check hosts. */
export interface MostTries {
  readonly ofDetail: number;
  /** For all details of the host together whose authorizations waited at some time after `since`, whatever account they are about: which account is tried, the caller says anew each time. */
  readonly ofHost: number;
  readonly since: EpochMs;
}

export interface AuthorizationRepository {
  create(made: NewAuthorization): Promise<Id>;
  get(instanceId: string, id: Id): Promise<ListedAuthorization | undefined>;
  /** The authorization that a detail belongs to. */
  ofDetail(instanceId: string, detailId: Id): Promise<ListedAuthorization | undefined>;
  /** Newest first. */
  list(instanceId: string, filter: AuthorizationFilter, slice: Slice, now: EpochMs): Promise<Page<ListedAuthorization>>;
  /**
   * Compare-and-set by the state machine and the clock (nothing but `expire` moves what `statusAt` calls expired): the authorization after the move, or
   * undefined when another move was first. A move that ends it destroys the key of its loan in the same transaction.
   */
  move(instanceId: string, id: Id, move: AuthorizationMove, now: EpochMs): Promise<ListedAuthorization | undefined>;
  /** Ids of authorizations that have not ended. */
  openOf(instanceId: string, of: OpenOf): Promise<readonly Id[]>;
  /** Compare-and-set: false when the log-ins that may be tried have been. */
  useTry(instanceId: string, detailId: Id, most: MostTries): Promise<boolean>;
  /** Those whose time is over and that no move has ended yet; at most `limit`. */
  due(now: EpochMs, limit: number): Promise<readonly { readonly instanceId: string; readonly id: Id }[]>;
  /** A host's detail of an authorization that was confirmed, whatever became of it. */
  lentAccount(instanceId: string, detailId: Id): Promise<LentAccount | undefined>;
}
