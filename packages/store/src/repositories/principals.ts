import { DomainError } from '@sallyport/core';
import type { Id, Page, PageRequest, Principal, PrincipalProof, PrincipalRepository } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';
import { PRINCIPAL_COLUMNS, toPrincipal } from './principal-rows.ts';
import { revokeAll } from './auth-revocation.ts';

export class SqlPrincipals implements PrincipalRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('PRINCIPAL_NAME_TAKEN')` for a name that its instance has, or its domain in any instance. */
  create(principal: Omit<Principal, 'id' | 'hasPassword' | 'hasSecondFactor'>): Promise<Id> {
    const { instanceId, name, displayName, domain, createdAt } = principal;
    return this.#connection.write(async (db) => {
      const id = await nextId(this.#connection.engine, db);
      const made = await db.insertInto('principals')
        .values({ id, instanceId, name, displayName, domain, createdAt, nameKey: nameKey(name), domainKey: nameKey(domain), passwordHash: null, sealedTotp: null, totpStep: null })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) throw new DomainError('PRINCIPAL_NAME_TAKEN', { name });
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<Principal | undefined> {
    const row = await this.#connection.db.selectFrom('principals').select(PRINCIPAL_COLUMNS)
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toPrincipal(row);
  }

  async findByName(instanceId: string, name: string): Promise<Principal | undefined> {
    const row = await this.#connection.db.selectFrom('principals').select(PRINCIPAL_COLUMNS)
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
      rows: async (ids) => inOrder(ids, await db.selectFrom('principals').select(PRINCIPAL_COLUMNS).where('id', 'in', ids).execute(), (row) => row.id).map(toPrincipal),
    }, page);
  }

  /** Its keys, tokens, memberships and attachments go with it by the schema's references. */
  async delete(instanceId: string, id: Id): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('principals')
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  /** In a transaction the proof stands until the commit: a token that is made beside a change of password either sees the new one or is revoked with the old. */
  async findProof(named: { readonly id: Id } | { readonly domain: string; readonly name: string }): Promise<PrincipalProof | undefined> {
    const all = this.#connection.db.selectFrom('principals').select(PRINCIPAL_COLUMNS).select(['passwordHash', 'sealedTotp']);
    const one = 'id' in named ? all.where('id', '=', idNumber(named.id))
      : all.where('domainKey', '=', nameKey(named.domain)).where('nameKey', '=', nameKey(named.name));
    const held = this.#connection.inTransaction && this.#connection.engine === 'postgres' ? one.forNoKeyUpdate() : one;
    const row = await held.executeTakeFirst();
    return row && { principal: toPrincipal(row), passwordHash: row.passwordHash, sealedTotp: row.sealedTotp };
  }

  setPasswordHash(instanceId: string, id: Id, hash: string | null): Promise<boolean> {
    return this.#changeProof(instanceId, id, { passwordHash: hash });
  }

  setTotp(instanceId: string, id: Id, sealed: Uint8Array | null): Promise<boolean> {
    return this.#changeProof(instanceId, id, { sealedTotp: sealed, totpStep: null });
  }

  async useTotpStep(instanceId: string, id: Id, step: number): Promise<boolean> {
    const used = await this.#connection.writeOne((db) => db.updateTable('principals').set({ totpStep: step })
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).where('sealedTotp', 'is not', null)
      .where((eb) => eb.or([eb('totpStep', 'is', null), eb('totpStep', '<', step)])).executeTakeFirst());
    return used.numUpdatedRows === 1n;
  }

  /** What was proven with the old password or factor ends with it. */
  #changeProof(instanceId: string, id: Id, change: Partial<Pick<Schema['principals'], 'passwordHash' | 'sealedTotp' | 'totpStep'>>): Promise<boolean> {
    return this.#connection.write(async (db) => {
      const changed = await db.updateTable('principals').set(change).where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
      if (changed.numUpdatedRows !== 1n) return false;
      await revokeAll(db, instanceId, idNumber(id));
      return true;
    });
  }
}
