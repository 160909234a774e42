import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { AccessKey, Principal, RamPolicy } from './principal.ts';

export interface PrincipalRepository {
  create(principal: Omit<Principal, 'id'>): Promise<Id>;
  get(instanceId: string, id: Id): Promise<Principal | undefined>;
  findByName(instanceId: string, name: string): Promise<Principal | undefined>;
  list(instanceId: string, page: PageRequest): Promise<Page<Principal>>;
  /** Also drops its keys and attachments. */
  delete(instanceId: string, id: Id): Promise<boolean>;
}

export interface AccessKeyRepository {
  create(key: AccessKey, sealedSecret: Uint8Array): Promise<void>;
  /** Across instances: the key id names the instance. */
  find(accessKeyId: string): Promise<{ readonly key: AccessKey; readonly sealedSecret: Uint8Array; readonly principal: Principal } | undefined>;
  list(instanceId: string, principalId: Id | undefined, page: PageRequest): Promise<Page<AccessKey>>;
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
