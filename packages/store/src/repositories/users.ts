import { DomainError } from '@sallyport/core';
import type { EpochMs, Id, LockFacts, Page, PageRequest, User, UserChanges, UserFilter, UserRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { idNumber, idNumbers, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import { bit } from '../schema/row.ts';
import { usersMatching } from './user-filter.ts';
import { toUser, userChanges, userRow } from './user-rows.ts';

export class SqlUsers implements UserRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(user: Omit<User, 'id' | 'hasPassword'>, passwordHash: string | null): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      // No error by the constraint: PostgreSQL would give up the whole surrounding transaction for it.
      const made = await db.insertInto('users').values(userRow(user, id, passwordHash)).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw await this.#taken(db, user);
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<User | undefined> {
    const row = await this.#connection.db.selectFrom('users').selectAll().where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toUser(row);
  }

  async findByName(instanceId: string, userName: string): Promise<User | undefined> {
    const row = await this.#connection.db.selectFrom('users').selectAll()
      .where('instanceId', '=', instanceId).where('nameKey', '=', nameKey(userName)).executeTakeFirst();
    return row && toUser(row);
  }

  async findByPrincipal(instanceId: string, principalId: Id): Promise<User | undefined> {
    const row = await this.#connection.db.selectFrom('users').selectAll()
      .where('instanceId', '=', instanceId).where('source', '=', 'Ram').where('sourceUserId', '=', principalId).orderBy('id').limit(1).executeTakeFirst();
    return row && toUser(row);
  }

  list(instanceId: string, filter: UserFilter, page: PageRequest, now: EpochMs): Promise<Page<User>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('users').where((eb) => usersMatching(eb, instanceId, filter, now));
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('users').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toUser),
    }, page);
  }

  async modify(instanceId: string, id: Id, changes: UserChanges): Promise<boolean> {
    const set = userChanges(changes);
    if (Object.keys(set).length === 0) return (await this.get(instanceId, id)) !== undefined;
    return this.#update(instanceId, id, set);
  }

  async passwordHash(instanceId: string, id: Id): Promise<string | null> {
    const row = await this.#connection.db.selectFrom('users').select('passwordHash').where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row?.passwordHash ?? null;
  }

  setPasswordHash(instanceId: string, id: Id, hash: string): Promise<boolean> {
    return this.#update(instanceId, id, { passwordHash: hash });
  }

  /** Its keys, grants, scope entries and counters go with it by the schema's references. */
  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('users').where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  async lockFacts(instanceId: string, ids: readonly Id[], now: EpochMs): Promise<ReadonlyMap<Id, LockFacts>> {
    if (ids.length === 0) return new Map();
    const { db, engine, inTransaction } = this.#connection;
    // In id order and held to the end: two administrators who lock the same people at once must not both be told that they did it.
    const rows = await db.selectFrom('users').select(['id', 'locked']).where('instanceId', '=', instanceId).where('id', 'in', idNumbers(ids)).orderBy('id')
      .$if(inTransaction && engine === 'postgres', (query) => query.forNoKeyUpdate()).execute();
    const barring = await db.selectFrom('loginFailures').select('userId').distinct().where('userId', 'in', idNumbers(ids))
      .where((eb) => eb.or([
        eb.and([eb('barred', '=', 1), eb.or([eb('barredUntil', 'is', null), eb('barredUntil', '>', now)])]),
        eb.and([eb('barred', '=', 0), eb('count', '>', 0)]),
      ])).execute();
    const barred = new Set(barring.map((row) => row.userId));
    return new Map(rows.map((row) => [String(row.id), { id: String(row.id), locked: row.locked === 1, barred: barred.has(row.id) }]));
  }

  async setLocked(instanceId: string, ids: readonly Id[], locked: boolean): Promise<void> {
    if (ids.length === 0) return;
    await this.#connection.writeOne((db) => db.updateTable('users').set({ locked: bit(locked) })
      .where('instanceId', '=', instanceId).where('id', 'in', idNumbers(ids)).execute());
  }

  /** Which of the two that are unique stood in the way: the name, or the tie to a principal. */
  async #taken(db: Db, { instanceId, source, userName, sourceUserId }: Omit<User, 'id' | 'hasPassword'>): Promise<DomainError> {
    const named = await db.selectFrom('users').select('id').where('instanceId', '=', instanceId).where('nameKey', '=', nameKey(userName)).executeTakeFirst();
    return named === undefined && source === 'Ram' ? new DomainError('SOURCE_USER_TAKEN', { sourceUserId }) : new DomainError('USER_NAME_TAKEN', { userName });
  }

  async #update(instanceId: string, id: Id, set: ReturnType<typeof userChanges>): Promise<boolean> {
    const done = await this.#connection.writeOne((db) => db.updateTable('users').set(set)
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return done.numUpdatedRows === 1n;
  }
}
