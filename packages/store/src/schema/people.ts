import type { AccessKey, Principal, RamPolicy, User, UserPublicKey } from '@sallyport/core';
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
  principals: Row<Principal, 'id'> & { nameKey: string };
  accessKeys: Row<AccessKey, 'principalId'> & { sealedSecret: Uint8Array };
  ramPolicies: Row<RamPolicy, 'id'> & { nameKey: string };
  ramAttachments: { policyId: number; principalId: number };
}
