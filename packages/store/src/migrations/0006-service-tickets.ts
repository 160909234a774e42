import type { EngineName } from '../engines/engine.ts';
import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

// History like tickets and sessions: names are kept as they were, users and hosts may be gone.
const CASES = [
  `create table cases (
    id {id} primary key, instance_id text not null, owner_id {id} not null, owner_name text not null, status text not null,
    description text not null, description_key text not null, sub_type_id text not null, product_category_id text not null,
    business_type_id text not null, severity_id text not null, region_id text not null, site {bit} not null, source_id text not null,
    project_id text not null, area_code text not null, mobile text not null, mail text not null, contact_time text not null,
    extends_map text not null, extension_map text not null, judgement text not null, satisfaction text not null,
    created_at {int} not null, resolved_at {int}, resolution text not null, completed_at {int}, pressed_at {int})`,
  'create index cases_page on cases (instance_id, id)',
  'create index cases_owner on cases (instance_id, owner_id, id)',
  `create table case_logs (
    id {id} primary key, instance_id text not null, case_id {id} not null references cases on delete cascade, operation text not null,
    operator text not null, operator_id {id} not null, operator_name text not null, words text not null, at {int} not null)`,
  'create index case_logs_page on case_logs (case_id, id)',
];

const AUTHORIZATIONS = [
  `create table authorizations (
    id {id} primary key, instance_id text not null, case_id {id} not null references cases on delete cascade,
    owner_id {id} not null, owner_name text not null, status text not null, requested_by {id} not null, requested_by_name text not null,
    user_id {id} not null, user_name text not null, description text not null, commitment text not null, wished_ms {int} not null,
    agency_id text not null, created_at {int} not null, pending_until {int} not null, effective_at {int}, expires_at {int},
    decided_by {id}, decided_by_name text not null, decided_at {int}, ended_by {id}, ended_at {int}, end_cause text not null,
    reason text not null, loan_key_hash text)`,
  'create index authorizations_page on authorizations (instance_id, id)',
  'create index authorizations_owner on authorizations (instance_id, owner_id, id)',
  'create index authorizations_requested_by on authorizations (instance_id, requested_by, id)',
  'create index authorizations_case on authorizations (case_id, id)',
  `create index authorizations_lent on authorizations (user_id, expires_at) where status = 'authorized'`,
  `create index authorizations_expiry on authorizations (expires_at) where status = 'authorized'`,
  `create index authorizations_pending_until on authorizations (pending_until) where status = 'pending'`,
  // A host's detail is an account in questions, sessions and tickets: found by its id alone.
  `create table authorization_details (
    id {id} primary key, instance_id text not null, authorization_id {id} not null references authorizations on delete cascade,
    kind text not null, host_id {id}, host_name text not null, region_id text not null, account text not null, port {int},
    granted {bit} not null, tries {int} not null, sealed_secret {blob})`,
  'create index authorization_details_of on authorization_details (authorization_id, id)',
  'create index authorization_details_host on authorization_details (host_id)',
];

/**
 * Wrapped data keys stand apart from what they seal, so that destroying them is cheap and can be finished: on PostgreSQL in a table that the write-ahead log,
 * which cannot be erased, never sees. A mark is left by whoever destroys a key, until the files have forgotten it too.
 */
const loans = (engine: EngineName): readonly string[] => [
  `create ${engine === 'postgres' ? 'unlogged ' : ''}table loan_keys (authorization_id {id} primary key, wrapped_key {blob} not null)`,
  'create table loan_erasures (id {id} primary key, at {int} not null)',
];

const SESSIONS = [
  'alter table sessions add column number {id}',
  'create unique index sessions_number on sessions (number)',
  'create index sessions_account on sessions (instance_id, account_id, started_at, id)',
];

export const serviceTickets: Migration = {
  version: 6,
  name: 'service-tickets',
  up: (db, engine) => define(db, engine, [...CASES, ...AUTHORIZATIONS, ...loans(engine), ...SESSIONS]),
};
