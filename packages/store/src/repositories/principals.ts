import { DomainError } from '@sallyport/core';
import type { Id, Page, PageRequest, Principal, PrincipalRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import { toPrincipal } from './principal-rows.ts';

export class SqlPrincipals implements PrincipalRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(principal: Omit<Principal, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const made = await db.insertInto('principals').values({ ...principal, id, nameKey: nameKey(principal.name) })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('PRINCIPAL_NAME_TAKEN', { name: principal.name });
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<Principal | undefined> {
    const row = await this.#connection.db.selectFrom('principals').selectAll().where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toPrincipal(row);
  }

  async findByName(instanceId: string, name: string): Promise<Principal | undefined> {
    const row = await this.#connection.db.selectFrom('principals').selectAll()
      .where('instanceId', '=', instanceId).where('nameKey', '=', nameKey(name)).executeTakeFirst();
    return row && toPrincipal(row);
  }

  list(instanceId: string, page: PageRequest): Promise<Page<Principal>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('principals').where('instanceId', '=', instanceId);
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('principals').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toPrincipal),
    }, page);
  }

  /** Its keys and attachments go with it by the schema's references. */
  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('principals')
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }
}
