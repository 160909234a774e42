import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

const INSTANCES = [
  `create table instances (
    instance_id text primary key, region_id text not null, account_id text not null, description text not null,
    time_zone text not null, created_at {int} not null)`,
  `create table instance_changes (
    instance_id text primary key references instances on delete cascade, counter {int} not null)`,
  `create table data_keys (
    instance_id text primary key references instances on delete cascade, wrapped {blob} not null)`,
  `create table sealed_values (
    instance_id text not null references instances on delete cascade, name text not null, sealed {blob} not null,
    primary key (instance_id, name))`,
];

const USERS = [
  `create table users (
    id {id} primary key, instance_id text not null references instances, source text not null,
    user_name text not null, name_key text not null, display_name text not null, comment text not null, email text not null,
    mobile text not null, mobile_country_code text not null, language text not null, language_status text not null,
    need_reset_password {bit} not null, password_hash text, source_user_id text not null,
    two_factor_status text not null, two_factor_methods text not null, effective_start {int}, effective_end {int},
    locked {bit} not null, remote_state text, created_at {int} not null)`,
  'create unique index users_name on users (instance_id, name_key)',
  // Walked in id order without touching the rows: pages and totals of the filters that leave many.
  'create index users_page on users (instance_id, id, locked, remote_state, effective_start, effective_end, source)',
  'create index users_display_name on users (instance_id, display_name, id)',
  'create index users_mobile on users (instance_id, mobile, id)',
  'create index users_source_user on users (instance_id, source_user_id, id)',
  `create table user_public_keys (
    id {id} primary key, instance_id text not null, user_id {id} not null references users on delete cascade,
    name text not null, comment text not null, algorithm text not null, blob text not null, blob_key text not null,
    fingerprint text not null)`,
  'create unique index user_public_keys_blob on user_public_keys (user_id, blob_key)',
  'create index user_public_keys_page on user_public_keys (instance_id, id)',
  'create index user_public_keys_user on user_public_keys (user_id, id)',
  `create table login_failures (
    instance_id text not null, user_id {id} references users on delete cascade, address text not null,
    count {int} not null, last_at {int} not null, barred {bit} not null, barred_until {int})`,
  'create unique index login_failures_pair on login_failures (instance_id, coalesce(user_id, 0), address)',
  'create index login_failures_user on login_failures (user_id)',
  'create index login_failures_age on login_failures (last_at)',
];

const PRINCIPALS = [
  `create table principals (
    id {id} primary key, instance_id text not null references instances, name text not null, name_key text not null,
    display_name text not null, created_at {int} not null)`,
  'create unique index principals_name on principals (instance_id, name_key)',
  'create index principals_page on principals (instance_id, id)',
  `create table access_keys (
    access_key_id text primary key, instance_id text not null, principal_id {id} not null references principals on delete cascade,
    active {bit} not null, created_at {int} not null, sealed_secret {blob} not null)`,
  'create index access_keys_principal on access_keys (principal_id)',
  'create index access_keys_page on access_keys (instance_id, access_key_id)',
  `create table ram_policies (
    id {id} primary key, instance_id text not null references instances, name text not null, name_key text not null,
    description text not null, document text not null, system {bit} not null, created_at {int} not null)`,
  'create unique index ram_policies_name on ram_policies (instance_id, name_key)',
  'create index ram_policies_page on ram_policies (instance_id, id)',
  `create table ram_attachments (
    policy_id {id} not null references ram_policies on delete cascade, principal_id {id} not null references principals on delete cascade,
    primary key (policy_id, principal_id))`,
  'create index ram_attachments_principal on ram_attachments (principal_id)',
];

export const people: Migration = {
  version: 1,
  name: 'people',
  async up(db, engine) {
    await define(db, engine, engine === 'postgres'
      ? ['create sequence object_ids']
      : ['create table object_ids (name text primary key, last integer not null)', `insert into object_ids values ('object', 0)`]);
    await define(db, engine, [...INSTANCES, ...USERS, ...PRINCIPALS]);
  },
};
