import type { Host, HostAccount, HostKeyPin, Policy } from '@sallyport/core';
import type { Row } from './row.ts';

interface GrantColumns {
  id: number;
  instanceId: string;
  userId: number;
  hostId: number;
  /** The granting principal: separation of duties reads it. */
  createdBy: number;
  createdAt: number;
}

export interface AssetTables {
  hosts: Row<Host, 'id'> & { nameKey: string };
  hostAccounts: Row<Omit<HostAccount, 'hasPassword'>, 'id' | 'hostId'> & {
    sealedPassword: Uint8Array | null;
    sealedPrivateKey: Uint8Array | null;
    sealedPassPhrase: Uint8Array | null;
  };
  hostKeyPins: Row<HostKeyPin, 'hostId'> & { instanceId: string };
  userHostGrants: GrantColumns;
  userAccountGrants: GrantColumns & { accountId: number };
  policies: Row<Policy, 'id'> & {
    nameKey: string;
    userScope: 'None' | 'All' | 'User';
    assetScope: 'None' | 'All' | 'Host';
  };
  policyUsers: { policyId: number; userId: number };
  policyHosts: { policyId: number; hostId: number; allAccounts: number };
  policyAccounts: { policyId: number; hostId: number; accountId: number };
}
