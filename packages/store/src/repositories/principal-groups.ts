import { DomainError, MAX_GROUP_MEMBERS } from '@sallyport/core';
import type { Id, Page, PageRequest, Principal, PrincipalGroup, PrincipalGroupRepository } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';
import { PRINCIPAL_COLUMNS, toPrincipal } from './principal-rows.ts';

export class SqlPrincipalGroups implements PrincipalGroupRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(group: Omit<PrincipalGroup, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const made = await db.insertInto('principalGroups').values({ ...group, id, nameKey: nameKey(group.name) })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('PRINCIPAL_GROUP_NAME_TAKEN', { name: group.name });
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<PrincipalGroup | undefined> {
    const row = await this.#connection.db.selectFrom('principalGroups').selectAll()
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toGroup(row);
  }

  list(instanceId: string, page: PageRequest): Promise<Page<PrincipalGroup>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('principalGroups').where('instanceId', '=', instanceId);
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('principalGroups').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toGroup),
    }, page);
  }

  /** Its memberships go with it by the schema's references. */
  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('principalGroups')
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  /** Throws `DomainError('PRINCIPAL_GROUP_FULL')` beyond `MAX_GROUP_MEMBERS`. */
  addMember(instanceId: string, groupId: Id, principalId: Id): Promise<boolean> {
    const pair = { groupId: idNumber(groupId), principalId: idNumber(principalId) };
    return this.#connection.write(async (db) => {
      await this.#hold(db, instanceId, pair);
      const { count } = await db.selectFrom('principalGroupMembers').select((eb) => eb.fn.countAll<number>().as('count'))
        .where('groupId', '=', pair.groupId).where('principalId', '<>', pair.principalId).executeTakeFirstOrThrow();
      if (count >= MAX_GROUP_MEMBERS) throw new DomainError('PRINCIPAL_GROUP_FULL', { groupId });
      const made = await db.insertInto('principalGroupMembers').values(pair).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      return made.numInsertedOrUpdatedRows === 1n;
    });
  }

  async removeMember(instanceId: string, groupId: Id, principalId: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('principalGroupMembers')
      .where('groupId', '=', idNumber(groupId)).where('principalId', '=', idNumber(principalId))
      .where('groupId', 'in', db.selectFrom('principalGroups').select('principalGroups.id').where('principalGroups.instanceId', '=', instanceId))
      .executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  async members(instanceId: string, groupId: Id): Promise<readonly Principal[]> {
    const rows = await this.#connection.db.selectFrom('principals').select(PRINCIPAL_COLUMNS)
      .innerJoin('principalGroupMembers', 'principalGroupMembers.principalId', 'principals.id')
      .where('principalGroupMembers.groupId', '=', idNumber(groupId)).where('principals.instanceId', '=', instanceId)
      .orderBy('principals.id').execute();
    return rows.map(toPrincipal);
  }

  /** Both are of this instance and stay until the commit. Who joins a group at the same moment takes his turn, so that none slips past its limit. */
  async #hold(db: Db, instanceId: string, pair: { readonly groupId: number; readonly principalId: number }): Promise<void> {
    const group = db.selectFrom('principalGroups').select('id').where('id', '=', pair.groupId).where('instanceId', '=', instanceId);
    const principal = db.selectFrom('principals').select('id').where('id', '=', pair.principalId).where('instanceId', '=', instanceId);
    const locking = this.#connection.engine === 'postgres';
    const found = [
      await (locking ? group.forNoKeyUpdate() : group).executeTakeFirst(),
      await (locking ? principal.forKeyShare() : principal).executeTakeFirst(),
    ];
    if (found.includes(undefined)) throw new DomainError('OBJECT_GONE', { groupId: String(pair.groupId), principalId: String(pair.principalId) });
  }
}

function toGroup(row: Selectable<Schema['principalGroups']>): PrincipalGroup {
  const { nameKey: _key, ...group } = row;
  return { ...group, id: String(row.id) };
}
