import type { Id } from '../kernel/ids.ts';
import type { ItemCode } from '../kernel/item-code.ts';

/** One `Hosts` element of an attach or detach call; ids are as sent. */
export interface GrantItem {
  readonly hostId: string;
  /** Absent: the host itself (attach), the host with all its accounts (detach). */
  readonly accountIds?: readonly string[];
}

export interface AccountResult {
  readonly accountId: string;
  readonly code: ItemCode;
}

export interface GrantResult {
  readonly hostId: string;
  /** Speaks of the host alone. */
  readonly code: ItemCode;
  readonly accounts: readonly AccountResult[];
}

/** What is granted to the user directly on one existing host. */
export interface HostGrantFacts {
  readonly hostId: Id;
  readonly hostGranted: boolean;
  /** All accounts that the host has. */
  readonly accountIds: ReadonlySet<Id>;
  readonly grantedAccountIds: ReadonlySet<Id>;
}

export interface GrantPlan {
  /** One per requested item, in the order given. */
  readonly results: readonly GrantResult[];
  /** Hosts whose own grant changes, and accounts whose grant changes. */
  readonly hosts: readonly Id[];
  readonly accounts: readonly { readonly hostId: Id; readonly accountId: Id }[];
}
