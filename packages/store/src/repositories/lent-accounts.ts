import type { OperableAccount } from '@sallyport/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Db } from '../engines/engine.ts';

/** Hosts with an account that is lent to the user now. */
export function lentHostIds(db: Db, userId: number, now: RawBuilder<number>) {
  return db.selectFrom('authorizations').innerJoin('authorizationDetails', 'authorizationDetails.authorizationId', 'authorizations.id')
    .where('authorizations.userId', '=', userId).where('authorizations.status', '=', 'authorized')
    .where('authorizations.effectiveAt', '<=', now).where('authorizations.expiresAt', '>', now)
    .where('authorizationDetails.granted', '=', 1).where('authorizationDetails.kind', '=', 'host')
    .select(sql<number>`authorization_details.host_id`.as('hostId'));
}

/** Accounts of a host that are lent to the user now, the longest window first. An engineer has few: they come all at once. */
export async function accountsLentTo(db: Db, instanceId: string, userId: number, hostId: number, name: string | undefined, now: RawBuilder<number>): Promise<OperableAccount[]> {
  const rows = await lentAccounts(db, instanceId).where('a.userId', '=', userId).where('d.hostId', '=', hostId).where('a.status', '=', 'authorized')
    .where('a.effectiveAt', '<=', now).where('a.expiresAt', '>', now)
    .$if(name !== undefined, (query) => query.where('d.account', '=', name ?? ''))
    .orderBy('a.expiresAt', 'desc').orderBy('d.id').execute();
  return rows.map(toOperable);
}

/** A lent account by its id, also before and after its window: whether it may be used is for `decide` to say. */
export async function lentAccountById(db: Db, scope: { readonly instanceId: string; readonly projectId: string }, id: number): Promise<OperableAccount | undefined> {
  const row = await lentAccounts(db, scope.instanceId).where('d.id', '=', id).where('h.projectId', '=', scope.projectId)
    .where('a.effectiveAt', 'is not', null).executeTakeFirst();
  return row && toOperable(row);
}

function lentAccounts(db: Db, instanceId: string) {
  return db.selectFrom('authorizationDetails as d').innerJoin('authorizations as a', 'a.id', 'd.authorizationId').innerJoin('hosts as h', 'h.id', 'd.hostId')
    .where('d.instanceId', '=', instanceId).where('h.instanceId', '=', instanceId).where('d.granted', '=', 1).where('d.kind', '=', 'host')
    .select(['d.id', 'd.account as name', 'd.port', 'd.authorizationId', 'h.id as hostId', 'h.projectId', 'a.createdAt', 'a.decidedAt'])
    .select(sql<string>`d.instance_id`.as('instanceId'))
    .select(sql<number>`case when d.sealed_secret is null then 0 else 1 end`.as('hasPassword'));
}

type LentRow = Awaited<ReturnType<ReturnType<typeof lentAccounts>['execute']>>[number];

function toOperable({ decidedAt, ...row }: LentRow): OperableAccount {
  return {
    ...row, id: String(row.id), hostId: String(row.hostId), authorizationId: String(row.authorizationId), hasPassword: row.hasPassword === 1,
    createdAt: decidedAt ?? row.createdAt, protocol: 'SSH', privilegeType: 'Normal', rotationMode: 'Self', hostShareKeyId: '', privateKeyFingerprint: '',
  };
}
