import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

// Tickets, sessions and audit events are history: they outlive the users and hosts that they name, hence no references.
const TICKETS = [
  `create table tickets (
    id {id} primary key, instance_id text not null, project_id text not null, user_id {id} not null, host_id {id} not null,
    account_id {id} not null, account_name text not null, protocol text not null, reason text not null, state text not null,
    effect_count {int} not null, effect_start {int}, effect_end {int}, bound_session_id text, created_at {int} not null,
    pending_until {int} not null, decided_at {int}, decided_by {id}, comment text not null, end_cause text not null)`,
  // Two log-ons at once must not open two tickets for the same thing.
  `create unique index tickets_pending on tickets (user_id, account_id, protocol) where state = 'pending'`,
  `create index tickets_open on tickets (user_id, account_id, protocol) where state in ('pending', 'accepted')`,
  `create index tickets_pending_page on tickets (instance_id, project_id, id) where state = 'pending'`,
  `create index tickets_pending_until on tickets (pending_until) where state = 'pending'`,
  `create index tickets_effect_end on tickets (effect_end) where state = 'accepted'`,
  `create index tickets_open_account on tickets (account_id) where state in ('pending', 'accepted')`,
  `create index tickets_open_host on tickets (host_id) where state in ('pending', 'accepted')`,
];

const SESSIONS = [
  `create table sessions (
    id text primary key, instance_id text not null, node_id text not null, user_id {id} not null, user_name text not null,
    host_id {id} not null, host_name text not null, account_id {id} not null, account_name text not null, protocol text not null,
    client_address text not null, target_address text not null, ticket_id {id}, policy_id {id}, started_at {int} not null,
    first_byte_at {int}, ended_at {int}, end_reason text, bytes_from_client {int} not null, bytes_from_target {int} not null,
    recording text not null, end_requested_at {int}, end_comment text not null)`,
  'create index sessions_page on sessions (instance_id, started_at, id)',
  'create index sessions_user on sessions (instance_id, user_id, started_at, id)',
  'create index sessions_host on sessions (instance_id, host_id, started_at, id)',
  'create index sessions_live on sessions (instance_id, started_at, id) where ended_at is null',
  'create index sessions_live_node on sessions (node_id) where ended_at is null',
  `create table nodes (id text primary key, public_key text not null, started_at {int} not null, lease_until {int} not null)`,
];

const AUDIT = [
  'create table audit_heads (instance_id text primary key, sequence {int} not null, hash text not null)',
  `create table audit_events (
    instance_id text not null, sequence {int} not null, at {int} not null, kind text not null, actor_kind text not null,
    actor_id text not null, actor_name text not null, source_address text not null, request_id text not null,
    session_id text not null, outcome text not null, details text not null, previous text not null, hash text not null,
    primary key (instance_id, sequence))`,
  'create index audit_events_kind on audit_events (instance_id, kind, sequence)',
  'create index audit_events_request on audit_events (instance_id, request_id, sequence)',
  'create index audit_events_session on audit_events (instance_id, session_id, sequence)',
  'create index audit_events_actor on audit_events (instance_id, actor_name, sequence)',
  'create index audit_events_at on audit_events (instance_id, at, sequence)',
];

const SQLITE_APPEND_ONLY = ['update', 'delete'].map((what) => `create trigger audit_events_no_${what} before ${what} on audit_events
  begin select raise(abort, 'audit events are append-only'); end`);

const POSTGRES_APPEND_ONLY = [
  `create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'audit events are append-only'; end $$`,
  `create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_audit_change()`,
];

const GUARDS = [
  `create table nonces (access_key_id text not null, nonce text not null, expires_at {int} not null, primary key (access_key_id, nonce))`,
  'create index nonces_expiry on nonces (expires_at)',
];

const RATES = [
  `create unlogged table rates (
    key text not null, window_start {int} not null, count {int} not null, touched_at {int} not null, primary key (key, window_start))`,
  'create index rates_age on rates (touched_at)',
];

export const operation: Migration = {
  version: 3,
  name: 'operation',
  async up(db, engine) {
    await define(db, engine, [...TICKETS, ...SESSIONS, ...AUDIT, ...GUARDS]);
    await define(db, engine, engine === 'postgres' ? [...POSTGRES_APPEND_ONLY, ...RATES] : SQLITE_APPEND_ONLY);
  },
};
