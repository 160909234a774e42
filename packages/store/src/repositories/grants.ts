import type { EpochMs, GrantedHostFilter, Host, HostAccount, HostGrantFacts, Id, ListedHost, Page, PageRequest, Scope, UserGrantRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber, idNumbers } from '../object-ids.ts';
import { grantedAccounts, hostAccountsPage, operableAccounts } from './granted-accounts.ts';
import { hostGrantFacts } from './grant-facts.ts';
import { insertAccountGrants, insertHostGrants } from './grant-rows.ts';
import { listGrantedHosts, listOperableHosts } from './granted-hosts.ts';

export class SqlGrants implements UserGrantRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  hostFacts(scope: Scope, userId: Id, hostIds: readonly Id[]): Promise<ReadonlyMap<Id, HostGrantFacts>> {
    return hostGrantFacts(this.#connection, scope, idNumber(userId), idNumbers(hostIds));
  }

  async grantHosts(instanceId: string, userId: Id, hostIds: readonly Id[], createdBy: Id, now: EpochMs): Promise<void> {
    const grant = { instanceId, userId: idNumber(userId), createdBy: idNumber(createdBy), createdAt: now };
    await this.#connection.write((db) => insertHostGrants(this.#connection.engine, db, grant, idNumbers(hostIds)));
  }

  async grantAccounts(instanceId: string, userId: Id, accounts: readonly { readonly hostId: Id; readonly accountId: Id }[], createdBy: Id, now: EpochMs): Promise<void> {
    const grant = { instanceId, userId: idNumber(userId), createdBy: idNumber(createdBy), createdAt: now };
    await this.#connection.write((db) => insertAccountGrants(this.#connection.engine, db, grant, accounts.map((account) => idNumber(account.accountId))));
  }

  async revokeHosts(instanceId: string, userId: Id, hostIds: readonly Id[]): Promise<void> {
    if (hostIds.length === 0) return;
    await this.#connection.writeOne((db) => db.deleteFrom('userHostGrants')
      .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('hostId', 'in', idNumbers(hostIds)).execute());
  }

  async revokeAccounts(instanceId: string, userId: Id, accountIds: readonly Id[]): Promise<void> {
    if (accountIds.length === 0) return;
    await this.#connection.writeOne((db) => db.deleteFrom('userAccountGrants')
      .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('accountId', 'in', idNumbers(accountIds)).execute());
  }

  listHosts(scope: Scope, userId: Id, mode: 'Authorized' | 'Unauthorized', filter: GrantedHostFilter, page: PageRequest): Promise<Page<ListedHost>> {
    return listGrantedHosts(this.#connection.db, scope, idNumber(userId), mode, filter, page);
  }

  async listAccounts(scope: Scope, userId: Id, hostId: Id, name: string | undefined, page: PageRequest): Promise<Page<HostAccount & { readonly isAuthorized: boolean }>> {
    const accounts = await hostAccountsPage(this.#connection.db, scope, idNumber(hostId), name, page);
    const granted = await grantedAccounts(this.#connection.db, idNumber(userId), idNumber(hostId));
    return { total: accounts.total, items: accounts.items.map((account) => ({ ...account, isAuthorized: granted.has(account.id) })) };
  }

  listOperable(instanceId: string, userId: Id, filter: GrantedHostFilter, page: PageRequest): Promise<Page<Host>> {
    return listOperableHosts(this.#connection.db, instanceId, idNumber(userId), filter, page);
  }

  listOperableAccounts(instanceId: string, userId: Id, hostId: Id, name: string | undefined, page: PageRequest): Promise<Page<HostAccount>> {
    return operableAccounts(this.#connection.db, instanceId, idNumber(userId), idNumber(hostId), name, page);
  }

  async grantedBy(instanceId: string, userId: Id, hostId: Id, accountId: Id, since: EpochMs): Promise<readonly Id[]> {
    const { db } = this.#connection;
    const rows = await db.selectFrom('userHostGrants').select('createdBy')
      .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('hostId', '=', idNumber(hostId)).where('createdAt', '>=', since)
      .union(db.selectFrom('userAccountGrants').select('createdBy')
        .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('accountId', '=', idNumber(accountId)).where('createdAt', '>=', since))
      .execute();
    return rows.map((row) => String(row.createdBy));
  }
}
