import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

const HOSTS = [
  `create table hosts (
    id {id} primary key, instance_id text not null references instances, project_id text not null, source text not null,
    host_name text not null, name_key text not null, os_type text not null, active_address_type text not null,
    private_address text not null, public_address text not null, comment text not null, source_instance_id text not null,
    source_instance_state text not null, instance_region_id text not null, instance_member_id text not null,
    network_domain_id text not null, pref_kex text not null, ssh_port {int} not null, rdp_port {int} not null,
    created_at {int} not null)`,
  'create unique index hosts_name on hosts (instance_id, project_id, name_key)',
  // Walked in id order without touching the rows: pages and totals of the filters that leave many.
  'create index hosts_page on hosts (instance_id, project_id, id, os_type, source, source_instance_state)',
  'create index hosts_private_address on hosts (instance_id, private_address)',
  'create index hosts_public_address on hosts (instance_id, public_address)',
  'create index hosts_source_instance on hosts (instance_id, source_instance_id, id)',
  `create table host_accounts (
    id {id} primary key, instance_id text not null, project_id text not null, host_id {id} not null references hosts on delete cascade,
    name text not null, protocol text not null, privilege_type text not null, rotation_mode text not null,
    host_share_key_id text not null, private_key_fingerprint text not null, created_at {int} not null,
    sealed_password {blob}, sealed_private_key {blob}, sealed_pass_phrase {blob})`,
  'create unique index host_accounts_name on host_accounts (host_id, protocol, name)',
  'create index host_accounts_host on host_accounts (host_id, id)',
  'create index host_accounts_page on host_accounts (instance_id, project_id, id, protocol)',
  'create index host_accounts_by_name on host_accounts (instance_id, project_id, name, id)',
  `create table host_key_pins (
    instance_id text not null, host_id {id} not null references hosts on delete cascade, algorithm text not null, blob text not null,
    fingerprint_sha256 text not null, fingerprint_md5 text not null, pinned_at {int} not null, pinned_by text not null,
    primary key (host_id, algorithm))`,
  'create index host_key_pins_page on host_key_pins (instance_id, host_id, algorithm)',
];

const GRANTS = [
  `create table user_host_grants (
    id {id} primary key, instance_id text not null, user_id {id} not null references users on delete cascade,
    host_id {id} not null references hosts on delete cascade, created_by {id} not null, created_at {int} not null)`,
  'create unique index user_host_grants_pair on user_host_grants (user_id, host_id)',
  'create index user_host_grants_host on user_host_grants (host_id)',
  `create table user_account_grants (
    id {id} primary key, instance_id text not null, user_id {id} not null references users on delete cascade,
    host_id {id} not null references hosts on delete cascade, account_id {id} not null references host_accounts on delete cascade,
    created_by {id} not null, created_at {int} not null)`,
  'create unique index user_account_grants_pair on user_account_grants (user_id, host_id, account_id)',
  'create index user_account_grants_account on user_account_grants (account_id)',
  'create index user_account_grants_host on user_account_grants (host_id)',
];

const POLICIES = [
  `create table policies (
    id {id} primary key, instance_id text not null references instances, project_id text not null, name text not null,
    name_key text not null, comment text not null, priority {int} not null, approval {bit} not null, on_tighten text not null,
    user_scope text not null, asset_scope text not null, created_at {int} not null)`,
  'create unique index policies_name on policies (instance_id, project_id, name_key)',
  'create index policies_page on policies (instance_id, project_id, id)',
  'create index policies_scope on policies (instance_id, project_id, user_scope, asset_scope)',
  `create table policy_users (
    policy_id {id} not null references policies on delete cascade, user_id {id} not null references users on delete cascade,
    primary key (policy_id, user_id))`,
  'create index policy_users_user on policy_users (user_id, policy_id)',
  `create table policy_hosts (
    policy_id {id} not null references policies on delete cascade, host_id {id} not null references hosts on delete cascade,
    all_accounts {bit} not null, primary key (policy_id, host_id))`,
  'create index policy_hosts_host on policy_hosts (host_id, policy_id)',
  `create table policy_accounts (
    policy_id {id} not null references policies on delete cascade, host_id {id} not null references hosts on delete cascade,
    account_id {id} not null references host_accounts on delete cascade, primary key (policy_id, account_id))`,
  'create index policy_accounts_account on policy_accounts (account_id)',
  'create index policy_accounts_host on policy_accounts (host_id)',
];

export const assets: Migration = {
  version: 2,
  name: 'assets',
  up: (db, engine) => define(db, engine, [...HOSTS, ...GRANTS, ...POLICIES]),
};
