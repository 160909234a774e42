import type {
  EpochMs, GrantedHostFilter, Host, HostAccount, HostGrantFacts, Id, ListedHost, OperableAccount, Page, PageRequest, Scope, UserGrantRepository,
} from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber, idNumbers } from '../object-ids.ts';
import { grantedAccounts, hostAccountsPage, operableAccounts, ownAccount } from './granted-accounts.ts';
import { hostGrantFacts } from './grant-facts.ts';
import { insertAccountGrants, insertHostGrants } from './grant-rows.ts';
import { listGrantedHosts, listOperableHosts } from './granted-hosts.ts';
import { hostAccountById } from './host-rows.ts';
import { lentAccountById } from './lent-accounts.ts';

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
    return listOperableHosts(this.#connection.db, instanceId, idNumber(userId), filter, page, this.#connection.nowSql());
  }

  listOperableAccounts(instanceId: string, userId: Id, hostId: Id, name: string | undefined, page: PageRequest): Promise<Page<OperableAccount>> {
    const operated = { instanceId, userId: idNumber(userId), hostId: idNumber(hostId), name };
    return operableAccounts(this.#connection.db, operated, page, this.#connection.nowSql());
  }

  async operableAccount(scope: Scope, accountId: Id): Promise<OperableAccount | undefined> {
    const own = await hostAccountById(this.#connection.db, scope, idNumber(accountId));
    return own === undefined ? lentAccountById(this.#connection.db, scope, idNumber(accountId)) : ownAccount(own);
  }

  async grantedBy(instanceId: string, userId: Id, hostId: Id, accountId: Id, since: EpochMs): Promise<readonly Id[]> {
    const { db } = this.#connection;
    const rows = await db.selectFrom('userHostGrants').select('createdBy')
      .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('hostId', '=', idNumber(hostId)).where('createdAt', '>=', since)
      .union(db.selectFrom('userAccountGrants').select('createdBy')
        .where('instanceId', '=', instanceId).where('userId', '=', idNumber(userId)).where('accountId', '=', idNumber(accountId)).where('createdAt', '>=', since))
      .execute();
    return [...new Set([...rows.map((row) => String(row.createdBy)), ...await this.#lentBy(instanceId, idNumber(userId), idNumber(accountId), since)])];
  }
  /** Whoever confirmed the authorization that lends the account. */
  async #lentBy(instanceId: string, userId: number, accountId: number, since: EpochMs): Promise<Id[]> {
    const rows = await this.#connection.db.selectFrom('authorizationDetails as d').innerJoin('authorizations as a', 'a.id', 'd.authorizationId').select('a.decidedBy')
      .where('d.id', '=', accountId).where('d.instanceId', '=', instanceId).where('d.granted', '=', 1).where('a.userId', '=', userId)
      .where('a.effectiveAt', 'is not', null).where('a.decidedAt', '>=', since).execute();
    return rows.flatMap((row) => (row.decidedBy === null ? [] : [String(row.decidedBy)]));
  }
}
