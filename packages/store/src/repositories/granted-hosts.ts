import type { GrantedHostFilter, Host, ListedHost, Page, PageRequest, Scope } from '@sallyport/core';
import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { idNumber } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';
import { countHosts, listHosts } from './host-listing.ts';
import { hostsMatching, toHost } from './host-rows.ts';
import { lentHostIds } from './lent-accounts.ts';

type Hosts = SelectQueryBuilder<Schema, 'hosts', object>;

/** ListHostsForUser: hosts that are, or are not, granted to the user directly. */
export function listGrantedHosts(db: Db, scope: Scope, userId: number, mode: 'Authorized' | 'Unauthorized', filter: GrantedHostFilter, page: PageRequest): Promise<Page<ListedHost>> {
  const matching = filtered(db, scope, filter);
  const granted = db.selectFrom('userHostGrants').select('userHostGrants.hostId').where('userHostGrants.userId', '=', userId);
  const authorized = matching.where('hosts.id', 'in', granted);
  if (mode === 'Authorized') return listHosts(db, authorized, page);
  // The granted are few among many: two cheap counts instead of one that asks about each host.
  const total = async (): Promise<number> => await countHosts(matching) - await countHosts(authorized);
  return listHosts(db, matching.where('hosts.id', 'not in', granted), page, total);
}

/** Hosts that the user holds by any path: by themselves, by an account, or by an account that is lent to him now. */
export function listOperableHosts(db: Db, instanceId: string, userId: number, filter: GrantedHostFilter, page: PageRequest, now: RawBuilder<number>): Promise<Page<Host>> {
  const held = db.selectFrom('userHostGrants').select('userHostGrants.hostId').where('userHostGrants.userId', '=', userId)
    .union(db.selectFrom('userAccountGrants').select('userAccountGrants.hostId').where('userAccountGrants.userId', '=', userId))
    .union(lentHostIds(db, userId, now));
  const matching = filtered(db, { instanceId }, filter).where('hosts.id', 'in', held);
  return readPage({
    total: () => countHosts(matching),
    keys: async (direction, offset, limit) => (await matching.select('hosts.id').orderBy('hosts.id', direction === 'forth' ? 'asc' : 'desc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: async (ids) => inOrder(ids, await db.selectFrom('hosts').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toHost),
  }, page);
}

function filtered(db: Db, scope: { readonly instanceId: string; readonly projectId?: string }, filter: GrantedHostFilter): Hosts {
  const { hostId, ...rest } = filter;
  const matching = db.selectFrom('hosts').where((eb) => hostsMatching(eb, scope, rest));
  return hostId === undefined ? matching : matching.where('hosts.id', '=', idNumber(hostId));
}
