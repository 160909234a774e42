import type { ChangeHint, HintBus } from './access/hints.ts';
import type { AccessReads } from './access/facts.ts';
import type { AuditEvent } from './audit/event.ts';
import type { AuditRepository } from './audit/repository.ts';
import type { AuthorizationRepository } from './authorizations/repository.ts';
import type { CaseRepository } from './cases/repository.ts';
import type { UserGrantRepository } from './grants/repository.ts';
import type { HostAccountRepository, HostKeyPinRepository, HostRepository } from './hosts/repository.ts';
import type { InstanceRepository } from './instances/instance.ts';
import type { EpochMs } from './kernel/time.ts';
import type { NodeRepository } from './nodes/node.ts';
import type { PolicyRepository } from './policies/repository.ts';
import type {
  AccessKeyRepository, AuthFailureRepository, AuthTokenRepository, NonceRepository, PrincipalGroupRepository, PrincipalRepository, RamPolicyRepository, RateRepository,
} from './principals/repository.ts';
import type { SessionRepository } from './sessions/repository.ts';
import type { TargetWorkRepository } from './target-work/repository.ts';
import type { TicketRepository } from './tickets/repository.ts';
import type { LoginFailureRepository, UserPublicKeyRepository, UserRepository } from './users/repository.ts';

export interface Repositories {
  readonly instances: InstanceRepository;
  readonly users: UserRepository;
  readonly publicKeys: UserPublicKeyRepository;
  readonly loginFailures: LoginFailureRepository;
  readonly hosts: HostRepository;
  readonly hostAccounts: HostAccountRepository;
  readonly hostKeyPins: HostKeyPinRepository;
  readonly grants: UserGrantRepository;
  readonly policies: PolicyRepository;
  readonly tickets: TicketRepository;
  readonly sessions: SessionRepository;
  readonly nodes: NodeRepository;
  readonly principals: PrincipalRepository;
  readonly accessKeys: AccessKeyRepository;
  readonly principalGroups: PrincipalGroupRepository;
  readonly authTokens: AuthTokenRepository;
  readonly authFailures: AuthFailureRepository;
  readonly ramPolicies: RamPolicyRepository;
  readonly cases: CaseRepository;
  readonly authorizations: AuthorizationRepository;
  readonly targetWork: TargetWorkRepository;
  readonly audit: AuditRepository;
}

/** One unit of work: all of it is durable when `transact` resolves, or none of it happened. */
export interface Transaction extends Repositories {
  /** The store's time at its start. */
  readonly now: EpochMs;
  /** Sent with the commit, also to other nodes; raises the instance's change counter. */
  hint(hint: ChangeHint): void;
  /** Written into the instance's chain with the commit. */
  record(event: Omit<AuditEvent, 'at'>): void;
}

/** Ports are async and carry plain serialisable data, so that a gateway may one day reach them over a wire. */
export interface Store extends Repositories {
  readonly engine: 'sqlite' | 'postgres';
  /** Judges every window. */
  now(): Promise<EpochMs>;
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly access: AccessReads;
  readonly hints: HintBus;
  readonly nonces: NonceRepository;
  readonly rates: RateRepository;
  close(): Promise<void>;
}
