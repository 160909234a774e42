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
  /** `port` is part of the key, so that it cannot be null: 0 is the host's own. */
  hostKeyPins: Row<Omit<HostKeyPin, 'port'>, 'hostId'> & { instanceId: string; port: number };
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
