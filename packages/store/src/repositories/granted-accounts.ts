import type { HostAccount, Id, OperableAccount, Page, PageRequest, Scope } from '@sallyport/core';
import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';
import { ACCOUNT_COLUMNS, hasPassword, toAccount } from './host-rows.ts';
import { accountsLentTo } from './lent-accounts.ts';

/** Every account of a host, granted or not. */
export function hostAccountsPage(db: Db, scope: Scope, hostId: number, name: string | undefined, page: PageRequest): Promise<Page<HostAccount>> {
  const matching = db.selectFrom('hostAccounts').where('hostAccounts.hostId', '=', hostId)
    .where('hostAccounts.instanceId', '=', scope.instanceId).where('hostAccounts.projectId', '=', scope.projectId);
  return accountsPage(db, named(matching, name), page);
}

interface Operated {
  readonly instanceId: string;
  readonly userId: number;
  readonly hostId: number;
  readonly name: string | undefined;
}

/** The accounts of a host that the user may operate: the host's own first, then those that are lent to him now. */
export async function operableAccounts(db: Db, { instanceId, userId, hostId, name }: Operated, page: PageRequest, now: RawBuilder<number>): Promise<Page<OperableAccount>> {
  const matching = db.selectFrom('hostAccounts').where('hostAccounts.hostId', '=', hostId).where('hostAccounts.instanceId', '=', instanceId)
    .where('hostAccounts.id', 'in', db.selectFrom('userAccountGrants').select('userAccountGrants.accountId')
      .where('userAccountGrants.userId', '=', userId).where('userAccountGrants.hostId', '=', hostId));
  const own = await accountsPage(db, named(matching, name), page);
  const lent = await accountsLentTo(db, instanceId, userId, hostId, name, now);
  const from = Math.max(0, (page.number - 1) * page.size - own.total);
  return { items: [...own.items.map(ownAccount), ...lent.slice(from, from + page.size - own.items.length)], total: own.total + lent.length };
}

export function ownAccount(account: HostAccount): OperableAccount {
  return { ...account, port: null, authorizationId: null };
}

/** Ids of the host's accounts that are granted to the user directly. */
export async function grantedAccounts(db: Db, userId: number, hostId: number): Promise<ReadonlySet<Id>> {
  const rows = await db.selectFrom('userAccountGrants').select('accountId').where('userId', '=', userId).where('hostId', '=', hostId).execute();
  return new Set(rows.map((row) => String(row.accountId)));
}

type Accounts = SelectQueryBuilder<Schema, 'hostAccounts', object>;

function named(matching: Accounts, name: string | undefined): Accounts {
  return name === undefined ? matching : matching.where('hostAccounts.name', '=', name);
}

function accountsPage(db: Db, matching: Accounts, page: PageRequest): Promise<Page<HostAccount>> {
  return readPage({
    total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
    keys: async (direction, offset, limit) => (await matching.select('hostAccounts.id').orderBy('hostAccounts.id', direction === 'forth' ? 'asc' : 'desc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: async (ids) => inOrder(ids, await db.selectFrom('hostAccounts').select(ACCOUNT_COLUMNS).select(hasPassword).where('id', 'in', ids).execute(), (row) => row.id).map(toAccount),
  }, page);
}
