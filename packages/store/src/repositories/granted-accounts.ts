import type { HostAccount, Id, Page, PageRequest, Scope } from '@sallyport/core';
import type { SelectQueryBuilder } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';
import { ACCOUNT_COLUMNS, hasPassword, toAccount } from './host-rows.ts';

/** Every account of a host, granted or not. */
export function hostAccountsPage(db: Db, scope: Scope, hostId: number, name: string | undefined, page: PageRequest): Promise<Page<HostAccount>> {
  const matching = db.selectFrom('hostAccounts').where('hostAccounts.hostId', '=', hostId)
    .where('hostAccounts.instanceId', '=', scope.instanceId).where('hostAccounts.projectId', '=', scope.projectId);
  return accountsPage(db, named(matching, name), page);
}

/** The accounts of a host that the user may operate. */
export function operableAccounts(db: Db, instanceId: string, userId: number, hostId: number, name: string | undefined, page: PageRequest): Promise<Page<HostAccount>> {
  const matching = db.selectFrom('hostAccounts').where('hostAccounts.hostId', '=', hostId).where('hostAccounts.instanceId', '=', instanceId)
    .where('hostAccounts.id', 'in', db.selectFrom('userAccountGrants').select('userAccountGrants.accountId')
      .where('userAccountGrants.userId', '=', userId).where('userAccountGrants.hostId', '=', hostId));
  return accountsPage(db, named(matching, name), page);
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
