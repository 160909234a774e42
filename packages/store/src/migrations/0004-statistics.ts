import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * Rows of a large installation and, per index, how many rows share a value of its leading columns. SQLite chooses its plans by these
 * fixed figures instead of measuring: the same plan on the first day and at a million grants, and none that turns bad overnight.
 */
const FIGURES: readonly (readonly [table: string, index: string, figures: string])[] = [
  ['users', 'users_name', '10000 10000 1'],
  ['users', 'users_page', '10000 10000 1 1 1 1 1'],
  ['users', 'users_display_name', '10000 10000 2 1'],
  ['users', 'users_mobile', '10000 10000 50 1'],
  ['users', 'users_source_user', '10000 10000 5000 1'],
  ['hosts', 'hosts_name', '100000 100000 100000 1'],
  ['hosts', 'hosts_page', '100000 100000 100000 1 1 1 1'],
  ['hosts', 'hosts_private_address', '100000 100000 2'],
  ['hosts', 'hosts_public_address', '100000 100000 200'],
  ['hosts', 'hosts_source_instance', '100000 100000 2000 1'],
  ['host_accounts', 'host_accounts_name', '200000 2 2 1'],
  ['host_accounts', 'host_accounts_host', '200000 2 1'],
  ['host_accounts', 'host_accounts_page', '200000 200000 200000 1 1'],
  ['host_accounts', 'host_accounts_by_name', '200000 200000 200000 20000 1'],
  ['user_host_grants', 'user_host_grants_pair', '1000000 100 1'],
  ['user_host_grants', 'user_host_grants_host', '1000000 10'],
  ['user_account_grants', 'user_account_grants_pair', '1000000 100 1 1'],
  ['user_account_grants', 'user_account_grants_account', '1000000 10'],
  ['user_account_grants', 'user_account_grants_host', '1000000 10'],
  ['policies', 'policies_name', '1000 1000 1000 1'],
  ['policies', 'policies_page', '1000 1000 1000 1'],
  ['policies', 'policies_scope', '1000 1000 1000 300 100'],
  ['policy_users', 'policy_users_user', '10000 10 1'],
  ['policy_hosts', 'policy_hosts_host', '10000 2 1'],
  ['policy_accounts', 'policy_accounts_account', '10000 2'],
  ['policy_accounts', 'policy_accounts_host', '10000 2'],
];

export const statistics: Migration = {
  version: 4,
  name: 'statistics',
  async up(db, engine) {
    // PostgreSQL keeps its own, by autovacuum.
    if (engine === 'postgres') return;
    // Makes the table of figures, and fills nothing in while the tables are empty.
    await sql`analyze`.execute(db);
    await sql`delete from sqlite_stat1`.execute(db);
    for (const [table, index, figures] of FIGURES) await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${figures})`.execute(db);
    await sql`analyze sqlite_schema`.execute(db);
  },
};
