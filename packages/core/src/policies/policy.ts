import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

export interface Policy {
  readonly id: Id;
  readonly instanceId: string;
  readonly projectId: string;
  readonly name: string;
  readonly comment: string;
  /** 1 … 100, lower wins; equal: the newest policy wins. */
  readonly priority: number;
  readonly approval: boolean;
  /** What approval or a second factor that is switched on does to sessions that already run. */
  readonly onTighten: 'continue' | 'cut';
  readonly createdAt: EpochMs;
}

export type PolicyUserScope =
  | { readonly type: 'None' }
  | { readonly type: 'All' }
  | { readonly type: 'User'; readonly userIds: readonly Id[] };

export interface HostScope {
  readonly hostId: Id;
  /** null: all accounts of the host. */
  readonly accountIds: readonly Id[] | null;
}

export type PolicyAssetScope =
  | { readonly type: 'None' }
  | { readonly type: 'All' }
  | { readonly type: 'Host'; readonly hosts: readonly HostScope[] };

/** What `decide` needs of a policy whose both scopes hold the user and the account. */
export type PolicyFact = Pick<Policy, 'id' | 'name' | 'priority' | 'approval' | 'onTighten'>;

/** Exactly one policy applies: lowest priority number, then newest. Pages CreatePolicy, SetPolicy…; ruling F2. */
export function applicablePolicy(candidates: readonly PolicyFact[]): PolicyFact | undefined {
  return [...candidates].sort((a, b) => a.priority - b.priority || Number(b.id) - Number(a.id))[0];
}
