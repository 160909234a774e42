import { createHash } from 'node:crypto';
import { DomainError } from '@sallyport/core';
import type { Id, Page, PageRequest, UserPublicKey, UserPublicKeyChanges, UserPublicKeyRepository } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import type { Db } from '../engines/engine.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';

export class SqlPublicKeys implements UserPublicKeyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when the user was deleted in between. */
  create(key: Omit<UserPublicKey, 'id'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const row = { ...key, id, userId: idNumber(key.userId), blobKey: blobKey(key.blob) };
      const made = await refusing({ reference: 'OBJECT_GONE' },
        db.insertInto('userPublicKeys').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst());
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('PUBLIC_KEY_EXISTS', { userId: key.userId });
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<UserPublicKey | undefined> {
    const row = await this.#connection.db.selectFrom('userPublicKeys').selectAll().where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toKey(row);
  }

  list(instanceId: string, userId: Id | undefined, page: PageRequest): Promise<Page<UserPublicKey>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('userPublicKeys').where('instanceId', '=', instanceId)
      .$if(userId !== undefined, (query) => query.where('userId', '=', idNumber(userId ?? '')));
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('userPublicKeys').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toKey),
    }, page);
  }

  async find(instanceId: string, userId: Id, blob: string): Promise<UserPublicKey | undefined> {
    const row = await this.#connection.db.selectFrom('userPublicKeys').selectAll()
      .where('userId', '=', idNumber(userId)).where('blobKey', '=', blobKey(blob)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toKey(row);
  }

  modify(instanceId: string, id: Id, { key, ...rest }: UserPublicKeyChanges): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const current = await db.selectFrom('userPublicKeys').select(['id', 'userId']).where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
      if (current === undefined) return false;
      if (key !== undefined) await this.#refuseTaken(db, current, key.blob);
      const set = { ...rest, ...(key === undefined ? {} : { ...key, blobKey: blobKey(key.blob) }) };
      if (Object.keys(set).length === 0) return true;
      const done = await refusing({ unique: 'PUBLIC_KEY_EXISTS' }, db.updateTable('userPublicKeys').set(set).where('id', '=', current.id).executeTakeFirst());
      return done.numUpdatedRows === 1n;
    });
  }

  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('userPublicKeys')
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  /** Asked before the update: on PostgreSQL a refused statement would end the caller's transaction. */
  async #refuseTaken(db: Db, current: { readonly id: number; readonly userId: number }, blob: string): Promise<void> {
    const taken = await db.selectFrom('userPublicKeys').select('id')
      .where('userId', '=', current.userId).where('blobKey', '=', blobKey(blob)).where('id', '!=', current.id).executeTakeFirst();
    if (taken !== undefined) throw new DomainError('PUBLIC_KEY_EXISTS', { userId: String(current.userId) });
  }
}

function blobKey(blob: string): string {
  return createHash('sha256').update(blob).digest('hex');
}

function toKey(row: Selectable<Schema['userPublicKeys']>): UserPublicKey {
  const { blobKey: _key, ...key } = row;
  return { ...key, id: String(row.id), userId: String(row.userId) };
}
