import type { AccessKey, AccessKeyRepository, FoundAccessKey, Id, Page, PageRequest } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { bit } from '../schema/row.ts';
import { PRINCIPAL_COLUMNS, toPrincipal } from './principal-rows.ts';

const KEY_COLUMNS = ['accessKeyId', 'instanceId', 'principalId', 'active', 'expiresAt', 'createdAt'] as const;

export class SqlAccessKeys implements AccessKeyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when the principal was deleted in between. */
  async create(key: AccessKey, sealedSecret: Uint8Array, securityTokenHash: string | null): Promise<void> {
    const row = { ...key, principalId: idNumber(key.principalId), active: bit(key.active), sealedSecret, securityTokenHash };
    await this.#connection.writeOne((db) => refusing({ reference: 'OBJECT_GONE' }, db.insertInto('accessKeys').values(row).execute()));
  }

  async find(accessKeyId: string): Promise<FoundAccessKey | undefined> {
    const { db } = this.#connection;
    const row = await db.selectFrom('accessKeys').selectAll().where('accessKeyId', '=', accessKeyId).executeTakeFirst();
    if (row === undefined) return undefined;
    const principal = await db.selectFrom('principals').select(PRINCIPAL_COLUMNS).where('id', '=', row.principalId).executeTakeFirst();
    const { sealedSecret, securityTokenHash, ...key } = row;
    return principal && { key: toKey(key), sealedSecret, securityTokenHash, principal: toPrincipal(principal) };
  }

  /** Temporary keys come and go by themselves and are not listed. */
  list(instanceId: string, principalId: Id | undefined, page: PageRequest): Promise<Page<AccessKey>> {
    const { db } = this.#connection;
    const all = db.selectFrom('accessKeys').where('instanceId', '=', instanceId).where('expiresAt', 'is', null);
    const matching = principalId === undefined ? all : all.where('principalId', '=', idNumber(principalId));
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => (await matching.select('accessKeyId').orderBy('accessKeyId', direction === 'forth' ? 'asc' : 'desc')
        .limit(limit).offset(offset).execute()).map((row) => row.accessKeyId),
      rows: async (ids) => inOrder(ids, await db.selectFrom('accessKeys').select(KEY_COLUMNS).where('accessKeyId', 'in', ids).execute(), (row) => row.accessKeyId).map(toKey),
    }, page);
  }

  async delete(instanceId: string, accessKeyId: string): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('accessKeys')
      .where('accessKeyId', '=', accessKeyId).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }
}

function toKey(row: Omit<AccessKey, 'principalId' | 'active'> & { readonly principalId: number; readonly active: number }): AccessKey {
  return { ...row, principalId: String(row.principalId), active: row.active === 1 };
}
