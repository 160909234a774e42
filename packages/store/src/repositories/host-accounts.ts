import { DomainError } from '@sallyport/core';
import type { HostAccount, HostAccountChanges, HostAccountFilter, HostAccountRepository, Id, Page, PageRequest, Scope, SealedCredentials } from '@sallyport/core';
import type { Updateable } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Db } from '../engines/engine.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber, idNumbers, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';
import { ACCOUNT_COLUMNS, hasPassword, hostAccountById, toAccount } from './host-rows.ts';

/** Account names are the target's: compared as they are, case included. */
export class SqlHostAccounts implements HostAccountRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when the host was deleted in between. */
  create(account: Omit<HostAccount, 'id' | 'hasPassword' | 'privateKeyFingerprint'>): Promise<Id> {
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const row = { ...account, id, hostId: idNumber(account.hostId), privateKeyFingerprint: '' };
      const made = await refusing({ reference: 'OBJECT_GONE' },
        db.insertInto('hostAccounts').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst());
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('HOST_ACCOUNT_NAME_TAKEN', { name: account.name });
      return String(id);
    });
  }

  get(scope: Scope, id: Id): Promise<HostAccount | undefined> {
    return hostAccountById(this.#connection.db, scope, idNumber(id));
  }

  list(scope: Scope, filter: HostAccountFilter, page: PageRequest): Promise<Page<HostAccount>> {
    const { hostIds, name, protocol } = filter;
    if (hostIds?.length === 0) return Promise.resolve({ items: [], total: 0 });
    const { db } = this.#connection;
    const matching = db.selectFrom('hostAccounts').where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId)
      .$if(hostIds !== undefined, (query) => query.where('hostId', 'in', idNumbers(hostIds ?? [])))
      .$if(name !== undefined, (query) => query.where('name', '=', name ?? ''))
      .$if(protocol !== undefined, (query) => query.where('protocol', '=', protocol ?? 'SSH'));
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.id),
      rows: async (ids) => inOrder(ids, await db.selectFrom('hostAccounts').select(ACCOUNT_COLUMNS).select(hasPassword).where('id', 'in', ids).execute(), (row) => row.id).map(toAccount),
    }, page);
  }

  modify(scope: Scope, id: Id, changes: HostAccountChanges): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const current = await this.#find(db, scope, id);
      if (current === undefined) return false;
      if (changes.name !== undefined) await this.#refuseTaken(db, current, changes.name);
      if (Object.keys(changes).length > 0) {
        await refusing({ unique: 'HOST_ACCOUNT_NAME_TAKEN' }, db.updateTable('hostAccounts').set({ ...changes }).where('id', '=', current.id).execute());
      }
      return true;
    });
  }

  async setCredentials(instanceId: string, id: Id, changes: Partial<SealedCredentials> & { readonly privateKeyFingerprint?: string }): Promise<boolean> {
    const set: Updateable<Schema['hostAccounts']> = {
      ...(changes.password === undefined ? {} : { sealedPassword: changes.password }),
      ...(changes.privateKey === undefined ? {} : { sealedPrivateKey: changes.privateKey }),
      ...(changes.passPhrase === undefined ? {} : { sealedPassPhrase: changes.passPhrase }),
      ...(changes.privateKeyFingerprint === undefined ? {} : { privateKeyFingerprint: changes.privateKeyFingerprint }),
    };
    if (Object.keys(set).length === 0) return (await this.credentials(instanceId, id)) !== undefined;
    const done = await this.#connection.writeOne((db) => db.updateTable('hostAccounts').set(set)
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return done.numUpdatedRows === 1n;
  }

  async credentials(instanceId: string, id: Id): Promise<SealedCredentials | undefined> {
    const row = await this.#connection.db.selectFrom('hostAccounts').select(['sealedPassword', 'sealedPrivateKey', 'sealedPassPhrase'])
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && { password: row.sealedPassword, privateKey: row.sealedPrivateKey, passPhrase: row.sealedPassPhrase };
  }

  /** Its grants and scope entries go with it by the schema's references. */
  async delete(scope: Scope, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('hostAccounts')
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  #find(db: Db, scope: Scope, id: Id) {
    return db.selectFrom('hostAccounts').select(['id', 'hostId', 'protocol'])
      .where('id', '=', idNumber(id)).where('instanceId', '=', scope.instanceId).where('projectId', '=', scope.projectId).executeTakeFirst();
  }

  async #refuseTaken(db: Db, current: { id: number; hostId: number; protocol: HostAccount['protocol'] }, name: string): Promise<void> {
    const taken = await db.selectFrom('hostAccounts').select('id').where('hostId', '=', current.hostId).where('protocol', '=', current.protocol)
      .where('name', '=', name).where('id', '!=', current.id).executeTakeFirst();
    if (taken !== undefined) throw new DomainError('HOST_ACCOUNT_NAME_TAKEN', { name });
  }
}
