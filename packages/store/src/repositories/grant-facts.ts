import type { HostGrantFacts, Id, Scope } from '@sallyport/core';
import type { Connection } from '../connection.ts';

/** What of those hosts is granted to the user; inside a transaction of PostgreSQL the user stays locked for whoever else changes his grants. */
export async function hostGrantFacts(connection: Connection, scope: Scope, userId: number, hostIds: readonly number[]): Promise<ReadonlyMap<Id, HostGrantFacts>> {
  if (hostIds.length === 0) return new Map();
  const { db } = connection;
  if (connection.inTransaction && connection.engine === 'postgres') {
    await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
  }
  const hosts = await db.selectFrom('hosts').select('id').where('id', 'in', hostIds)
    .where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).execute();
  const accounts = await db.selectFrom('hostAccounts').select(['id', 'hostId']).where('hostId', 'in', hostIds).execute();
  const hostGrants = await db.selectFrom('userHostGrants').select('hostId').where('userId', '=', userId).where('hostId', 'in', hostIds).execute();
  const accountGrants = await db.selectFrom('userAccountGrants').select(['accountId', 'hostId']).where('userId', '=', userId).where('hostId', 'in', hostIds).execute();
  return new Map(hosts.map(({ id }) => [String(id), {
    hostId: String(id),
    hostGranted: hostGrants.some((grant) => grant.hostId === id),
    accountIds: new Set(accounts.filter((account) => account.hostId === id).map((account) => String(account.id))),
    grantedAccountIds: new Set(accountGrants.filter((grant) => grant.hostId === id).map((grant) => String(grant.accountId))),
  }]));
}
