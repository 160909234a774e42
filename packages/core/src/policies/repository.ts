import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { Scope } from '../hosts/repository.ts';
import type { Policy, PolicyAssetScope, PolicyUserScope } from './policy.ts';

export type PolicyChanges = Partial<Pick<Policy, 'name' | 'comment' | 'priority' | 'approval' | 'onTighten'>>;

export interface PolicyRepository {
  /** Throws `DomainError('POLICY_NAME_TAKEN')`. New policies have no scope: they apply to nobody. */
  create(policy: Omit<Policy, 'id'>): Promise<Id>;
  get(scope: Scope, id: Id): Promise<Policy | undefined>;
  list(scope: Scope, name: string | undefined, page: PageRequest): Promise<Page<Policy>>;
  modify(scope: Scope, id: Id, changes: PolicyChanges): Promise<boolean>;
  delete(scope: Scope, id: Id): Promise<boolean>;
  userScope(scope: Scope, id: Id): Promise<PolicyUserScope | undefined>;
  /** Replaces the whole scope. */
  setUserScope(scope: Scope, id: Id, users: PolicyUserScope): Promise<boolean>;
  assetScope(scope: Scope, id: Id): Promise<PolicyAssetScope | undefined>;
  setAssetScope(scope: Scope, id: Id, assets: PolicyAssetScope): Promise<boolean>;
}
