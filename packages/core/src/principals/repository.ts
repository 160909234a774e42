import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { PrincipalGroup } from './group.ts';
import type { AccessKey, Principal, RamPolicy } from './principal.ts';
import type { AuthToken } from './token.ts';

/** What a log-on for a token is checked against. */
export interface PrincipalProof {
  readonly principal: Principal;
  /** argon2id; null: it has no password. */
  readonly passwordHash: string | null;
  /** Sealed by the vault; null: it has no second factor. */
  readonly sealedTotp: Uint8Array | null;
}

export interface PrincipalRepository {
  create(principal: Omit<Principal, 'id' | 'hasPassword' | 'hasSecondFactor'>): Promise<Id>;
  get(instanceId: string, id: Id): Promise<Principal | undefined>;
  findByName(instanceId: string, name: string): Promise<Principal | undefined>;
  list(instanceId: string, page: PageRequest): Promise<Page<Principal>>;
  /** Also drops its keys, tokens, group memberships and attachments. */
  delete(instanceId: string, id: Id): Promise<boolean>;
  /**
   * By id, or by domain and name without case: across instances. In a transaction the proof cannot change until the commit: make a token in one that has
   * found the same proof again, or a change of password beside it would not revoke that token.
   */
  findProof(named: { readonly id: Id } | { readonly domain: string; readonly name: string }): Promise<PrincipalProof | undefined>;
  /** null takes the password away. A change of either ends the principal's tokens and temporary keys. */
  setPasswordHash(instanceId: string, id: Id, hash: string | null): Promise<boolean>;
  /** null takes the second factor away. The steps that were used are forgotten with the old secret. */
  setTotp(instanceId: string, id: Id, sealed: Uint8Array | null): Promise<boolean>;
  /** Compare-and-set: false when this step or a later one has been used (ruling H2). */
  useTotpStep(instanceId: string, id: Id, step: number): Promise<boolean>;
}

export interface PrincipalGroupRepository {
  /** Throws `DomainError('PRINCIPAL_GROUP_NAME_TAKEN')`. */
  create(group: Omit<PrincipalGroup, 'id'>): Promise<Id>;
  get(instanceId: string, id: Id): Promise<PrincipalGroup | undefined>;
  list(instanceId: string, page: PageRequest): Promise<Page<PrincipalGroup>>;
  delete(instanceId: string, id: Id): Promise<boolean>;
  /** False: it was a member already. Throws `DomainError('OBJECT_GONE')` for a principal or group that is not there, `DomainError('PRINCIPAL_GROUP_FULL')` beyond `MAX_GROUP_MEMBERS`. */
  addMember(instanceId: string, groupId: Id, principalId: Id): Promise<boolean>;
  removeMember(instanceId: string, groupId: Id, principalId: Id): Promise<boolean>;
  members(instanceId: string, groupId: Id): Promise<readonly Principal[]>;
}

export interface AuthTokenRepository {
  create(token: AuthToken): Promise<void>;
  /** By hash; also when it has expired. In a transaction it cannot be revoked until the commit: find it there again before making a key on it. */
  find(hash: string): Promise<{ readonly token: AuthToken; readonly principal: Principal } | undefined>;
  /** With the temporary keys that were made with it, and with those. */
  revoke(hash: string): Promise<boolean>;
  /** All tokens and temporary keys of a principal; gives how many. */
  revokeOf(instanceId: string, principalId: Id): Promise<number>;
  /** Drops tokens and temporary keys that have expired. */
  purge(now: EpochMs): Promise<number>;
}

/** Bad proofs of a caller's identity, and tries that may turn out to be one, counted by what was tried from where. */
export interface AuthFailureRepository {
  /** Adds one, restarting the count when the last one is older than `resetAfterMs`; gives the new count. */
  record(key: string, now: EpochMs, resetAfterMs: number): Promise<number>;
  /** Takes one back that was counted and then never judged. */
  withdraw(key: string): Promise<void>;
  bar(key: string, until: EpochMs): Promise<void>;
  /** Until when; undefined: not barred. */
  barredUntil(key: string, now: EpochMs): Promise<EpochMs | undefined>;
  clear(key: string): Promise<void>;
}

/** What makes a key a temporary one. */
export interface TemporaryKeyTerms {
  /** SHA-256 in hex of the token that it must come with. */
  readonly securityTokenHash: string;
  /** What its maker had proved himself with, whoever the key is for: the key goes with it. */
  readonly madeWith: { readonly accessKeyId: string } | { readonly tokenHash: string };
}

export interface FoundAccessKey {
  readonly key: AccessKey;
  readonly sealedSecret: Uint8Array;
  /** null: a lasting key, which comes with no token. */
  readonly securityTokenHash: string | null;
  readonly principal: Principal;
}

export interface AccessKeyRepository {
  /** `temporary`: of a key that expires; null: of a lasting one. Throws `DomainError('OBJECT_GONE')` when its principal or what it is made with is gone. */
  create(key: AccessKey, sealedSecret: Uint8Array, temporary: TemporaryKeyTerms | null): Promise<void>;
  /** Across instances: the key id names the instance. In a transaction it cannot be deleted until the commit: find it there again before making a key with it. */
  find(accessKeyId: string): Promise<FoundAccessKey | undefined>;
  /** Lasting keys only. */
  list(instanceId: string, principalId: Id | undefined, page: PageRequest): Promise<Page<AccessKey>>;
  /** With the temporary keys that were made with it, and with those. */
  delete(instanceId: string, accessKeyId: string): Promise<boolean>;
}

export interface RamPolicyRepository {
  create(policy: Omit<RamPolicy, 'id'>): Promise<Id>;
  findByName(instanceId: string, name: string): Promise<RamPolicy | undefined>;
  list(instanceId: string, page: PageRequest): Promise<Page<RamPolicy>>;
  delete(instanceId: string, id: Id): Promise<boolean>;
  /** False: it was attached already. */
  attach(instanceId: string, policyId: Id, principalId: Id): Promise<boolean>;
  detach(instanceId: string, policyId: Id, principalId: Id): Promise<boolean>;
  /** Documents in force for a principal. */
  documentsOf(instanceId: string, principalId: Id): Promise<readonly RamPolicy[]>;
}

/** Replay guard of signed requests; lives in the store so that all nodes and restarts share it. */
export interface NonceRepository {
  /** False: this key has used this nonce before. Kept until `expiresAt`. */
  use(accessKeyId: string, nonce: string, expiresAt: number): Promise<boolean>;
  purge(now: number): Promise<number>;
}

/** Calls in one-second windows, counted over all nodes. */
export interface RateRepository {
  /** Takes one call of `limit` in the window; false when it is full, and then nothing is counted. */
  take(key: string, windowStart: number, limit: number): Promise<boolean>;
}
