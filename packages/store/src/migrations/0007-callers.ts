import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { EngineName } from '../engines/engine.ts';
import { nameKey } from '../schema/name-key.ts';
import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

const PRINCIPALS = [
  `alter table principals add column domain text not null default ''`,
  `alter table principals add column domain_key text not null default ''`,
  'alter table principals add column password_hash text',
  'alter table principals add column sealed_totp {blob}',
  // The last step of the second factor that was used.
  'alter table principals add column totp_step {int}',
];

const CALLERS = [
  'create unique index principals_domain on principals (domain_key, name_key)',
  `create table principal_groups (
    id {id} primary key, instance_id text not null references instances, name text not null, name_key text not null, created_at {int} not null)`,
  'create unique index principal_groups_name on principal_groups (instance_id, name_key)',
  'create index principal_groups_page on principal_groups (instance_id, id)',
  `create table principal_group_members (
    group_id {id} not null references principal_groups on delete cascade, principal_id {id} not null references principals on delete cascade,
    primary key (group_id, principal_id))`,
  'create index principal_group_members_principal on principal_group_members (principal_id)',
  'alter table access_keys add column expires_at {int}',
  // A temporary key without its token, or a token on a lasting one, is refused here whoever writes it.
  'alter table access_keys add column security_token_hash text check ((security_token_hash is null) = (expires_at is null))',
  'create index access_keys_expiry on access_keys (expires_at) where expires_at is not null',
  `create table auth_tokens (
    hash text primary key, instance_id text not null, principal_id {id} not null references principals on delete cascade,
    methods text not null, scope_kind text not null, scope_name text not null, issued_at {int} not null, expires_at {int} not null)`,
  'create index auth_tokens_principal on auth_tokens (principal_id)',
  'create index auth_tokens_expiry on auth_tokens (expires_at)',
  // A temporary key goes with what it was made with, and so do those that were made with it: nobody has to remember to end them.
  'alter table access_keys add column made_with_key text references access_keys on delete cascade',
  `alter table access_keys add column made_with_token text references auth_tokens on delete cascade
    check ((case when made_with_key is null then 0 else 1 end) + (case when made_with_token is null then 0 else 1 end) = (case when expires_at is null then 0 else 1 end))`,
  'create index access_keys_made_with_key on access_keys (made_with_key) where made_with_key is not null',
  'create index access_keys_made_with_token on access_keys (made_with_token) where made_with_token is not null',
  'create table auth_failures (key_hash text primary key, count {int} not null, last_at {int} not null, barred_until {int})',
  'create index auth_failures_age on auth_failures (last_at)',
];

/** On PostgreSQL its secrets must never be in the write-ahead log, which cannot be erased: hence unlogged. */
const targetWork = (engine: EngineName): readonly string[] => [
  `create ${engine === 'postgres' ? 'unlogged' : ''} table target_work (
    id text primary key, instance_id text not null, work_order text not null, asked_by text not null, created_at {int} not null, give_up_at {int} not null,
    wrapped_key {blob}, sealed_secret {blob}, node_id text, lease_until {int}, outcome text,
    check ((wrapped_key is null) = (sealed_secret is null)), check (outcome is null or wrapped_key is null))`,
  'create index target_work_waiting on target_work (created_at, id) where outcome is null',
  'create index target_work_instance on target_work (instance_id) where outcome is null',
  'create index target_work_end on target_work (give_up_at)',
];

/**
 * Principals there were belong to the account that owns their instance. Where instances of one account have principals of one name, the oldest has it and
 * the others belong to a domain that is called as their instance: they have no passwords yet, so nobody knows them by a domain.
 */
async function giveDomains(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number; nameKey: string; accountId: string; instanceId: string }>`
    select p.id, p.name_key, i.account_id, p.instance_id from principals p join instances i on i.instance_id = p.instance_id order by p.id`.execute(db);
  const taken = new Set<string>();
  for (const row of rows) {
    const key = JSON.stringify([nameKey(row.accountId), row.nameKey]);
    const domain = taken.has(key) ? row.instanceId : row.accountId;
    taken.add(key);
    await sql`update principals set domain = ${domain}, domain_key = ${nameKey(domain)} where id = ${row.id}`.execute(db);
  }
}

export const callers: Migration = {
  version: 7,
  name: 'callers',
  async up(db, engine) {
    await define(db, engine, PRINCIPALS);
    await giveDomains(db);
    await define(db, engine, [...CALLERS, ...targetWork(engine)]);
  },
};
