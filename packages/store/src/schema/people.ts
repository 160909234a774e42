import type { AccessKey, AuthToken, Principal, PrincipalGroup, RamPolicy, User, UserPublicKey } from '@sallyport/core';
import type { Row } from './row.ts';

export interface PeopleTables {
  users: Row<Omit<User, 'twoFactorMethods' | 'hasPassword'>, 'id'> & {
    /** The name folded for comparison: unique in the instance. */
    nameKey: string;
    /** JSON array. */
    twoFactorMethods: string;
    passwordHash: string | null;
  };
  userPublicKeys: Row<UserPublicKey, 'id' | 'userId'> & {
    /** SHA-256 of the blob: blobs of long keys do not fit into an index of PostgreSQL. */
    blobKey: string;
  };
  loginFailures: {
    instanceId: string;
    /** null: attempts with names that do not exist. */
    userId: number | null;
    address: string;
    count: number;
    lastAt: number;
    barred: number;
    /** null while barred: until an administrator unlocks. */
    barredUntil: number | null;
  };
  principals: Row<Omit<Principal, 'hasPassword' | 'hasSecondFactor'>, 'id'> & {
    nameKey: string;
    domainKey: string;
    passwordHash: string | null;
    sealedTotp: Uint8Array | null;
    /** The last step of the second factor that was used. */
    totpStep: number | null;
  };
  principalGroups: Row<PrincipalGroup, 'id'> & { nameKey: string };
  principalGroupMembers: { groupId: number; principalId: number };
  accessKeys: Row<AccessKey, 'principalId'> & {
    sealedSecret: Uint8Array;
    /** Of temporary keys, and of them alone. */
    securityTokenHash: string | null;
    /** Of temporary keys one of the two: what they go with. */
    madeWithKey: string | null;
    madeWithToken: string | null;
  };
  authTokens: Row<Omit<AuthToken, 'methods' | 'scope'>, 'principalId'> & {
    /** JSON array. */
    methods: string;
    scopeKind: AuthToken['scope']['kind'];
    scopeName: string;
  };
  /** `keyHash` is a SHA-256: strangers choose the key's length. */
  authFailures: { keyHash: string; count: number; lastAt: number; barredUntil: number | null };
  ramPolicies: Row<RamPolicy, 'id'> & { nameKey: string };
  ramAttachments: { policyId: number; principalId: number };
}
