import type { HostScope, PolicyAssetScope, PolicyUserScope } from '@sallyport/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Db, EngineName } from '../engines/engine.ts';
import { idNumber, idNumbers } from '../object-ids.ts';
import { bit } from '../schema/row.ts';
import type { Schema } from '../schema/schema.ts';

type PolicyRow = Pick<Selectable<Schema['policies']>, 'id' | 'instanceId' | 'projectId' | 'userScope' | 'assetScope'>;

export async function readUserScope(db: Db, policy: PolicyRow): Promise<PolicyUserScope> {
  if (policy.userScope !== 'User') return { type: policy.userScope };
  const rows = await db.selectFrom('policyUsers').select('userId').where('policyId', '=', policy.id).orderBy('userId').execute();
  return { type: 'User', userIds: rows.map((row) => String(row.userId)) };
}

export async function readAssetScope(db: Db, policy: PolicyRow): Promise<PolicyAssetScope> {
  if (policy.assetScope !== 'Host') return { type: policy.assetScope };
  const hosts = await db.selectFrom('policyHosts').select(['hostId', 'allAccounts']).where('policyId', '=', policy.id).orderBy('hostId').execute();
  const accounts = await db.selectFrom('policyAccounts').select(['hostId', 'accountId']).where('policyId', '=', policy.id).orderBy('accountId').execute();
  const ofHost = (hostId: number): string[] => accounts.filter((row) => row.hostId === hostId).map((row) => String(row.accountId));
  return {
    type: 'Host',
    hosts: hosts.map((row): HostScope => ({ hostId: String(row.hostId), accountIds: row.allAccounts === 1 ? null : ofHost(row.hostId) })),
  };
}

/** Replaces the scope; users that no longer exist in the instance are left out. */
export async function writeUserScope(engine: EngineName, db: Db, policy: PolicyRow, users: PolicyUserScope): Promise<void> {
  await db.deleteFrom('policyUsers').where('policyId', '=', policy.id).execute();
  await db.updateTable('policies').set({ userScope: users.type }).where('id', '=', policy.id).execute();
  if (users.type !== 'User' || users.userIds.length === 0) return;
  await db.insertInto('policyUsers').columns(['policyId', 'userId'])
    .expression(db.selectFrom('users').select([sql<number>`cast(${policy.id} as bigint)`.as('policyId'), 'users.id'])
      .where('users.instanceId', '=', policy.instanceId).where('users.id', 'in', idNumbers(users.userIds))
      .$if(engine === 'postgres', (query) => query.forKeyShare()))
    .execute();
}

/** Replaces the scope; hosts and accounts that no longer exist in the policy's project are left out. */
export async function writeAssetScope(engine: EngineName, db: Db, policy: PolicyRow, assets: PolicyAssetScope): Promise<void> {
  await db.deleteFrom('policyAccounts').where('policyId', '=', policy.id).execute();
  await db.deleteFrom('policyHosts').where('policyId', '=', policy.id).execute();
  await db.updateTable('policies').set({ assetScope: assets.type }).where('id', '=', policy.id).execute();
  if (assets.type !== 'Host' || assets.hosts.length === 0) return;
  for (const all of [true, false]) {
    const hosts = assets.hosts.filter((host) => (host.accountIds === null) === all);
    if (hosts.length > 0) await insertHosts(engine, db, policy, hosts.map((host) => idNumber(host.hostId)), all);
  }
  const accountIds = assets.hosts.flatMap((host) => host.accountIds ?? []);
  if (accountIds.length > 0) await insertAccounts(engine, db, policy, idNumbers(accountIds));
}

async function insertHosts(engine: EngineName, db: Db, policy: PolicyRow, hostIds: readonly number[], allAccounts: boolean): Promise<void> {
  await db.insertInto('policyHosts').columns(['policyId', 'hostId', 'allAccounts'])
    .expression(db.selectFrom('hosts')
      .select([sql<number>`cast(${policy.id} as bigint)`.as('policyId'), 'hosts.id', sql<number>`cast(${bit(allAccounts)} as smallint)`.as('allAccounts')])
      .where('hosts.instanceId', '=', policy.instanceId).where('hosts.projectId', '=', policy.projectId).where('hosts.id', 'in', hostIds)
      .$if(engine === 'postgres', (query) => query.forKeyShare()))
    .execute();
}

/** Only accounts of hosts that the scope names without "all accounts". */
async function insertAccounts(engine: EngineName, db: Db, policy: PolicyRow, accountIds: readonly number[]): Promise<void> {
  await db.insertInto('policyAccounts').columns(['policyId', 'hostId', 'accountId'])
    .expression(db.selectFrom('hostAccounts')
      .select([sql<number>`cast(${policy.id} as bigint)`.as('policyId'), 'hostAccounts.hostId', 'hostAccounts.id'])
      .where('hostAccounts.id', 'in', accountIds)
      .where('hostAccounts.hostId', 'in', db.selectFrom('policyHosts').select('policyHosts.hostId').where('policyHosts.policyId', '=', policy.id).where('policyHosts.allAccounts', '=', 0))
      .$if(engine === 'postgres', (query) => query.forKeyShare()))
    .execute();
}
