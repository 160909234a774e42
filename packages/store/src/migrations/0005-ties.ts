import { define } from './ddl.ts';
import type { Migration } from './migration.ts';

/**
 * A principal has one user. Until now only a look before the insert said so, and two calls at once on PostgreSQL could both pass it.
 * Of such users the oldest keeps the tie, which is the one that calls acted as; the others are locked, because nobody says any more whose they are.
 */
const TIES = [
  `update users set source_user_id = '', locked = 1 where source = 'Ram' and source_user_id <> '' and exists (
    select 1 from users older where older.instance_id = users.instance_id and older.source = 'Ram'
      and older.source_user_id = users.source_user_id and older.id < users.id)`,
  `create unique index users_tie on users (instance_id, source_user_id) where source = 'Ram' and source_user_id <> ''`,
];

export const ties: Migration = {
  version: 5,
  name: 'ties',
  up: (db, engine) => define(db, engine, TIES),
};
