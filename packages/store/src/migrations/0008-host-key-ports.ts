import type { EngineName } from '../engines/engine.ts';
import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

// Pins that there were are those of the host's own port, which is 0. No other table refers to them.
const POSTGRES = [
  'drop index host_key_pins_page',
  'alter table host_key_pins add column port {int} not null default 0 check (port between 0 and 65535)',
  'alter table host_key_pins alter column port drop default',
  'alter table host_key_pins drop constraint host_key_pins_pkey, add primary key (host_id, port, algorithm)',
];

/** SQLite cannot change a primary key: the table is made anew. */
const SQLITE = [
  `create table host_key_pins_of_ports (
    instance_id text not null, host_id {id} not null references hosts on delete cascade, algorithm text not null, blob text not null,
    fingerprint_sha256 text not null, fingerprint_md5 text not null, pinned_at {int} not null, pinned_by text not null,
    port {int} not null check (port between 0 and 65535), primary key (host_id, port, algorithm))`,
  `insert into host_key_pins_of_ports
    select instance_id, host_id, algorithm, blob, fingerprint_sha256, fingerprint_md5, pinned_at, pinned_by, 0 from host_key_pins`,
  'drop table host_key_pins',
  'alter table host_key_pins_of_ports rename to host_key_pins',
];

const statements = (engine: EngineName): readonly string[] => [
  ...(engine === 'postgres' ? POSTGRES : SQLITE),
  'create index host_key_pins_page on host_key_pins (instance_id, host_id, port, algorithm)',
];

export const hostKeyPorts: Migration = {
  version: 8,
  name: 'host-key-ports',
  up: (db, engine) => define(db, engine, statements(engine)),
};
