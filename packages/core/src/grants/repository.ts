import type { Id } from '../kernel/ids.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Host, HostAccount, OperableAccount, OsType } from '../hosts/host.ts';
import type { HostFilter, ListedHost, Scope } from '../hosts/repository.ts';
import type { HostGrantFacts } from './grant.ts';

export interface GrantedHostFilter extends Pick<HostFilter, 'hostName' | 'hostAddress' | 'source' | 'sourceInstanceId' | 'sourceInstanceState'> {
  readonly osType?: OsType;
  /** That host alone. */
  readonly hostId?: Id;
}

export interface UserGrantRepository {
  /** Facts of those of `hostIds` that exist in the instance's project. */
  hostFacts(scope: Scope, userId: Id, hostIds: readonly Id[]): Promise<ReadonlyMap<Id, HostGrantFacts>>;
  /** `createdBy` is the granting principal (separation of duties reads it); existing grants stay untouched. */
  grantHosts(instanceId: string, userId: Id, hostIds: readonly Id[], createdBy: Id, now: EpochMs): Promise<void>;
  grantAccounts(instanceId: string, userId: Id, accounts: readonly { readonly hostId: Id; readonly accountId: Id }[], createdBy: Id, now: EpochMs): Promise<void>;
  revokeHosts(instanceId: string, userId: Id, hostIds: readonly Id[]): Promise<void>;
  revokeAccounts(instanceId: string, userId: Id, accountIds: readonly Id[]): Promise<void>;
  /** ListHostsForUser: by direct host grant. */
  listHosts(scope: Scope, userId: Id, mode: 'Authorized' | 'Unauthorized', filter: GrantedHostFilter, page: PageRequest): Promise<Page<ListedHost>>;
  /** ListHostAccountsForUser: every account of the host with whether it is directly granted. */
  listAccounts(scope: Scope, userId: Id, hostId: Id, name: string | undefined, page: PageRequest): Promise<Page<HostAccount & { readonly isAuthorized: boolean }>>;
  /** Hosts that the user may operate by any path (direct, lent by an authorization whose window is on, later also group and rule). */
  listOperable(instanceId: string, userId: Id, filter: GrantedHostFilter, page: PageRequest): Promise<Page<Host>>;
  /** Accounts of a host that the user may operate by any path: the host's own first, then lent ones, the longest window first. */
  listOperableAccounts(instanceId: string, userId: Id, hostId: Id, name: string | undefined, page: PageRequest): Promise<Page<OperableAccount>>;
  /** Any account by its id as it stands now, the host's own or lent, whoever holds it. */
  operableAccount(scope: Scope, accountId: Id): Promise<OperableAccount | undefined>;
  /** Principals that created a grant of this user on this account or its host at or after `since`, confirmed authorizations included. */
  grantedBy(instanceId: string, userId: Id, hostId: Id, accountId: Id, since: EpochMs): Promise<readonly Id[]>;
}
