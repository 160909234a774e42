import type { ListedHost, Page, PageRequest } from '@sallyport/core';
import type { SelectQueryBuilder } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';
import { toHost } from './host-rows.ts';

/** One page of the hosts that `matching` leaves, by id, each with the number of its accounts. */
export function listHosts(db: Db, matching: SelectQueryBuilder<Schema, 'hosts', object>, page: PageRequest, total?: () => Promise<number>): Promise<Page<ListedHost>> {
  return readPage({
    total: total ?? (() => countHosts(matching)),
    keys: async (direction, offset, limit) => (await matching.select('hosts.id').orderBy('hosts.id', direction === 'forth' ? 'asc' : 'desc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: (ids) => hostRows(db, ids),
  }, page);
}

export async function countHosts(matching: SelectQueryBuilder<Schema, 'hosts', object>): Promise<number> {
  const { n } = await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return n;
}

async function hostRows(db: Db, ids: readonly number[]): Promise<ListedHost[]> {
  const hosts = await db.selectFrom('hosts').selectAll().where('id', 'in', ids).execute();
  const counts = await db.selectFrom('hostAccounts').select((eb) => ['hostId', eb.fn.countAll<number>().as('n')])
    .where('hostId', 'in', ids).groupBy('hostId').execute();
  const accounts = new Map(counts.map((row) => [row.hostId, row.n]));
  return inOrder(ids, hosts, (row) => row.id).map((row) => ({ ...toHost(row), accountCount: accounts.get(row.id) ?? 0 }));
}
