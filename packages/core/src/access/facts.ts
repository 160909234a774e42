import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Host, HostAccount, HostProtocol } from '../hosts/host.ts';
import type { PolicyFact } from '../policies/policy.ts';
import type { TicketFact } from '../tickets/ticket.ts';
import type { User } from '../users/user.ts';
import type { DenyCode } from './deny-code.ts';

/** Who asks for what: the question that `decide` answers. Plain data; it outlives the connection that asked. */
export interface AccessQuestion {
  readonly instanceId: string;
  readonly userId: Id;
  readonly hostId: Id;
  readonly accountId: Id;
  readonly protocol: HostProtocol;
  readonly sourceAddress: string;
  /** log-on: somebody wants in. running: somebody is in, and something may have changed. */
  readonly phase: 'log-on' | 'running';
  /** The session that would run or runs on the answer. */
  readonly sessionId: string | null;
  /** The ticket that this log-on waits for or this session runs on. */
  readonly ticketId: Id | null;
}

export type UserFact = Pick<User, 'id' | 'userName' | 'locked' | 'remoteState' | 'effectiveStart' | 'effectiveEnd' | 'needResetPassword' | 'twoFactorStatus'>;
export type HostFact = Pick<Host, 'id' | 'hostName' | 'sourceInstanceState' | 'networkDomainId' | 'prefKex'>;
export type AccountFact = Pick<HostAccount, 'id' | 'hostId' | 'name' | 'protocol' | 'hostShareKeyId'>;

/** One path by which the user holds the account. A session ends only when no path is left. */
export interface GrantFact {
  readonly path: 'user' | 'user-group' | 'rule' | 'authorization';
  /** Of the grant, rule or authorization. */
  readonly id: Id;
  readonly validFrom: EpochMs | null;
  readonly validUntil: EpochMs | null;
  /** It was taken back, whatever its window says: why, and words of whoever did it. A grant that leaves no trace is simply absent. */
  readonly ended: { readonly code: DenyCode; readonly words: string } | null;
}

/** Everything that `decide` reads, of one moment. Absent objects are null, never an error. */
export interface AccessFacts {
  /** The store's time. */
  readonly now: EpochMs;
  readonly instanceExists: boolean;
  /** An administrator asked for the end of the question's session (`SessionRepository.requestEnd`), with words for the engineer. */
  readonly endRequest?: { readonly comment: string } | null;
  readonly user: UserFact | null;
  readonly host: HostFact | null;
  readonly account: AccountFact | null;
  /** The host is granted directly, without regard to accounts. */
  readonly hostGranted: boolean;
  readonly grants: readonly GrantFact[];
  /** Policies of the asset's project whose user scope holds the user and whose asset scope holds the account. */
  readonly policies: readonly PolicyFact[];
  /** Pending and accepted tickets of this user, account and protocol, and the question's own ticket in any state. */
  readonly tickets: readonly TicketFact[];
}

/** What standing alone decides: may this user be here at all (menu, portal, ListOperation*). */
export type StandingFacts = Pick<AccessFacts, 'now' | 'instanceExists' | 'user'>;

/** Hot reads behind every decision: prepared statements, one snapshot each. */
export interface AccessReads {
  facts(question: AccessQuestion): Promise<AccessFacts>;
  /** In batches, for the sweep; same order as asked. */
  factsOfMany(questions: readonly AccessQuestion[]): Promise<readonly AccessFacts[]>;
  standing(instanceId: string, userId: Id): Promise<StandingFacts>;
  /** Grows with every committed change of the instance that a decision may depend on. */
  changeCounter(instanceId: string): Promise<number>;
}
