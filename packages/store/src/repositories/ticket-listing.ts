import type { ListedTicket, Page, PageRequest, Scope } from '@sallyport/core';
import type { Db } from '../engines/engine.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { toHost } from './host-rows.ts';
import { toTicket } from './ticket-rows.ts';

/** Pending tickets of a project with their applicants and hosts, by id. */
export function listPendingTickets(db: Db, scope: Scope, assetAddress: string | undefined, page: PageRequest): Promise<Page<ListedTicket>> {
  const pending = db.selectFrom('tickets').innerJoin('hosts', 'hosts.id', 'tickets.hostId').innerJoin('users', 'users.id', 'tickets.userId')
    .where('tickets.instanceId', '=', scope.instanceId).where('tickets.projectId', '=', scope.projectId).where('tickets.state', '=', 'pending');
  const matching = assetAddress === undefined ? pending
    : pending.where((eb) => eb.or([eb('hosts.privateAddress', '=', assetAddress), eb('hosts.publicAddress', '=', assetAddress)]));
  return readPage({
    total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
    keys: async (direction, offset, limit) => (await matching.select('tickets.id').orderBy('tickets.id', direction === 'forth' ? 'asc' : 'desc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: (ids) => ticketsWithSubjects(db, ids),
  }, page);
}

async function ticketsWithSubjects(db: Db, ids: readonly number[]): Promise<ListedTicket[]> {
  const tickets = inOrder(ids, await db.selectFrom('tickets').selectAll().where('id', 'in', ids).execute(), (row) => row.id);
  if (tickets.length === 0) return [];
  const hosts = await db.selectFrom('hosts').selectAll().where('id', 'in', tickets.map((row) => row.hostId)).execute();
  const users = await db.selectFrom('users').select(['id', 'userName']).where('id', 'in', tickets.map((row) => row.userId)).execute();
  const hostOf = new Map(hosts.map((row) => [row.id, toHost(row)]));
  const nameOf = new Map(users.map((row) => [row.id, row.userName]));
  return tickets.flatMap((row) => {
    const host = hostOf.get(row.hostId);
    const userName = nameOf.get(row.userId);
    return host === undefined || userName === undefined ? [] : [{ ...toTicket(row), userName, host }];
  });
}
