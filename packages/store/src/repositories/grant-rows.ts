import type { Db, EngineName } from '../engines/engine.ts';
import { nextIds } from '../object-ids.ts';
import { sql } from 'kysely';

interface Granting {
  readonly instanceId: string;
  readonly userId: number;
  readonly createdBy: number;
  readonly createdAt: number;
}

/**
 * Inserts grants of those hosts and of a user that still exist. PostgreSQL holds their rows against deletion until the commit,
 * so that no grant of something deleted comes to be; SQLite has one writer.
 */
export async function insertHostGrants(engine: EngineName, db: Db, grant: Granting, hostIds: readonly number[]): Promise<void> {
  const ids = await nextIds(engine, db, hostIds.length);
  for (const [index, hostId] of hostIds.entries()) {
    await sql`insert into user_host_grants (id, instance_id, user_id, host_id, created_by, created_at)
      select ${typed(ids[index])}, ${grant.instanceId}, users.id, hosts.id, ${typed(grant.createdBy)}, ${typed(grant.createdAt)}
      from users, hosts
      where users.id = ${grant.userId} and hosts.id = ${hostId} and users.instance_id = ${grant.instanceId} and hosts.instance_id = ${grant.instanceId}
      ${held(engine)} on conflict do nothing`.execute(db);
  }
}

export async function insertAccountGrants(engine: EngineName, db: Db, grant: Granting, accountIds: readonly number[]): Promise<void> {
  const ids = await nextIds(engine, db, accountIds.length);
  for (const [index, accountId] of accountIds.entries()) {
    await sql`insert into user_account_grants (id, instance_id, user_id, host_id, account_id, created_by, created_at)
      select ${typed(ids[index])}, ${grant.instanceId}, users.id, host_accounts.host_id, host_accounts.id, ${typed(grant.createdBy)}, ${typed(grant.createdAt)}
      from users, host_accounts
      where users.id = ${grant.userId} and host_accounts.id = ${accountId}
        and users.instance_id = ${grant.instanceId} and host_accounts.instance_id = ${grant.instanceId}
      ${held(engine)} on conflict do nothing`.execute(db);
  }
}

// A bare parameter in a select list has no type for PostgreSQL.
function typed(value: number | undefined) {
  return sql`cast(${value ?? null} as bigint)`;
}

function held(engine: EngineName) {
  return engine === 'postgres' ? sql`for key share` : sql``;
}

