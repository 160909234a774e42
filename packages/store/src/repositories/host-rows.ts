import type { Host, HostAccount, HostFilter, Scope } from '@sallyport/core';
import type { ExpressionBuilder, ExpressionWrapper, Selectable, SqlBool } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';

export function toHost(row: Selectable<Schema['hosts']>): Host {
  const { nameKey: _key, ...host } = row;
  return { ...host, id: String(row.id) };
}

export const ACCOUNT_COLUMNS = [
  'id', 'instanceId', 'projectId', 'hostId', 'name', 'protocol', 'privilegeType', 'rotationMode', 'hostShareKeyId', 'privateKeyFingerprint', 'createdAt',
] as const satisfies readonly (keyof Schema['hostAccounts'])[];

type AccountRow = Pick<Selectable<Schema['hostAccounts']>, typeof ACCOUNT_COLUMNS[number]>;

/** `hasPassword` is selected as an expression: sealed secrets leave the database only through `credentials`. */
export function toAccount(row: AccountRow & { readonly hasPassword: number }): HostAccount {
  return { ...row, id: String(row.id), hostId: String(row.hostId), hasPassword: row.hasPassword === 1 };
}

/** An account of its host's own, by id. */
export async function hostAccountById(db: Db, scope: Scope, id: number): Promise<HostAccount | undefined> {
  const row = await db.selectFrom('hostAccounts').select(ACCOUNT_COLUMNS).select(hasPassword)
    .where('id', '=', id).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
  return row && toAccount(row);
}

export function hasPassword(eb: ExpressionBuilder<Schema, 'hostAccounts'>) {
  return eb.case().when('hostAccounts.sealedPassword', 'is not', null).then(1).else(0).end().as('hasPassword');
}

/** Filters of all host lists; names match exactly, through the index of their folded form. */
export function hostsMatching(eb: ExpressionBuilder<Schema, 'hosts'>, scope: { readonly instanceId: string; readonly projectId?: Scope['projectId'] }, filter: HostFilter): ExpressionWrapper<Schema, 'hosts', SqlBool> {
  const conditions = [eb('hosts.instanceId', '=', scope.instanceId)];
  if (scope.projectId !== undefined) conditions.push(eb('hosts.projectId', '=', scope.projectId));
  if (filter.hostName !== undefined) conditions.push(eb('hosts.nameKey', '=', nameKey(filter.hostName)), eb('hosts.hostName', '=', filter.hostName));
  if (filter.hostAddress !== undefined) {
    conditions.push(eb('hosts.id', 'in', addressed(eb, scope.instanceId, filter.hostAddress)));
  }
  if (filter.osType !== undefined) conditions.push(eb('hosts.osType', '=', filter.osType));
  if (filter.source !== undefined) conditions.push(eb('hosts.source', '=', filter.source));
  if (filter.sourceInstanceId !== undefined) conditions.push(eb('hosts.sourceInstanceId', '=', filter.sourceInstanceId));
  if (filter.sourceInstanceState !== undefined) conditions.push(eb('hosts.sourceInstanceState', '=', filter.sourceInstanceState));
  return eb.and(conditions);
}

/** One index probe for each of the two addresses; an `or` over both would walk all hosts in id order. */
function addressed(eb: ExpressionBuilder<Schema, 'hosts'>, instanceId: string, address: string) {
  const byPrivate = eb.selectFrom('hosts as x').select('x.id').where('x.instanceId', '=', instanceId).where('x.privateAddress', '=', address);
  return byPrivate.union(eb.selectFrom('hosts as y').select('y.id').where('y.instanceId', '=', instanceId).where('y.publicAddress', '=', address));
}
