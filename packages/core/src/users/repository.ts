import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { LockFacts } from './lock.ts';
import type { User, UserPublicKey, UserSource, UserState } from './user.ts';

export interface UserFilter {
  readonly userName?: string;
  readonly displayName?: string;
  readonly mobile?: string;
  readonly source?: UserSource;
  readonly sourceUserId?: string;
  readonly userState?: UserState;
}

/** Fields that ModifyUser may change; an absent one stays. */
export type UserChanges = Partial<Pick<User,
  'displayName' | 'comment' | 'email' | 'mobile' | 'mobileCountryCode' | 'language' | 'languageStatus' | 'needResetPassword'
  | 'twoFactorStatus' | 'twoFactorMethods' | 'effectiveStart' | 'effectiveEnd' | 'remoteState'>>;

export interface UserRepository {
  /** Throws `DomainError('USER_NAME_TAKEN')` when the name exists in the instance, `SOURCE_USER_TAKEN` when another Ram user is tied to the principal. */
  create(user: Omit<User, 'id' | 'hasPassword'>, passwordHash: string | null): Promise<Id>;
  get(instanceId: string, id: Id): Promise<User | undefined>;
  /** Without case. */
  findByName(instanceId: string, userName: string): Promise<User | undefined>;
  /** The user tied to a principal (Source=Ram, SourceUserId = the principal's id). */
  findByPrincipal(instanceId: string, principalId: Id): Promise<User | undefined>;
  /** `now` judges Expired; pages are ordered by id. */
  list(instanceId: string, filter: UserFilter, page: PageRequest, now: EpochMs): Promise<Page<User>>;
  modify(instanceId: string, id: Id, changes: UserChanges): Promise<boolean>;
  /** The argon2id hash, null when the user has no password. */
  passwordHash(instanceId: string, id: Id): Promise<string | null>;
  setPasswordHash(instanceId: string, id: Id, hash: string): Promise<boolean>;
  /** Also drops public keys, grants, policy scope entries and failure counters of the user. False: there was none. */
  delete(instanceId: string, id: Id): Promise<boolean>;
  /** Facts for those of `ids` that exist in the instance. `now` judges whether an automatic lock still holds. */
  lockFacts(instanceId: string, ids: readonly Id[], now: EpochMs): Promise<ReadonlyMap<Id, LockFacts>>;
  setLocked(instanceId: string, ids: readonly Id[], locked: boolean): Promise<void>;
}

/** What ModifyUserPublicKey may change; an absent member stays. `key`: another key in place of the old one, whole. */
export type UserPublicKeyChanges = Partial<Pick<UserPublicKey, 'name' | 'comment'>> & {
  readonly key?: Pick<UserPublicKey, 'algorithm' | 'blob' | 'fingerprint'>;
};

export interface UserPublicKeyRepository {
  /** Throws `DomainError('PUBLIC_KEY_EXISTS')` when that user already has this blob. */
  create(key: Omit<UserPublicKey, 'id'>): Promise<Id>;
  get(instanceId: string, id: Id): Promise<UserPublicKey | undefined>;
  /** Of one user, or of the whole instance. */
  list(instanceId: string, userId: Id | undefined, page: PageRequest): Promise<Page<UserPublicKey>>;
  /** Whether `blob` is registered for the user: the door's question. */
  find(instanceId: string, userId: Id, blob: string): Promise<UserPublicKey | undefined>;
  /** Throws `DomainError('PUBLIC_KEY_EXISTS')` when another key of that user has the new blob. False: there was none. */
  modify(instanceId: string, id: Id, changes: UserPublicKeyChanges): Promise<boolean>;
  delete(instanceId: string, id: Id): Promise<boolean>;
}

/**
 * Failed password log-ons, counted per user and source address, so that a stranger cannot bar an engineer elsewhere.
 * `userId` null counts attempts with unknown names, per address.
 */
export interface LoginFailureRepository {
  /** Adds one failure, restarting the count when the last one is older than `resetAfterMs`; gives the new count. */
  record(instanceId: string, userId: Id | null, address: string, now: EpochMs, resetAfterMs: number): Promise<number>;
  /** Bars password log-ons of this pair until `until`; null: until an administrator unlocks. */
  bar(instanceId: string, userId: Id | null, address: string, until: EpochMs | null): Promise<void>;
  isBarred(instanceId: string, userId: Id | null, address: string, now: EpochMs): Promise<boolean>;
  /** After a success from that address. */
  clear(instanceId: string, userId: Id, address: string): Promise<void>;
  /** UnlockUsers: all addresses. */
  clearUsers(instanceId: string, userIds: readonly Id[]): Promise<void>;
}
