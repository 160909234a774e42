import type { AccessKey, AccessKeyRepository, FoundAccessKey, Id, Page, PageRequest, TemporaryKeyTerms } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber } from '../object-ids.ts';
import { inOrder, readPage } from '../page-walk.ts';
import { bit } from '../schema/row.ts';
import type { Schema } from '../schema/schema.ts';
import { PRINCIPAL_COLUMNS, toPrincipal } from './principal-rows.ts';

const KEY_COLUMNS = ['accessKeyId', 'instanceId', 'principalId', 'active', 'expiresAt', 'createdAt'] as const;

export class SqlAccessKeys implements AccessKeyRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when the principal, or what a temporary key is made with, was deleted in between. */
  async create(key: AccessKey, sealedSecret: Uint8Array, temporary: TemporaryKeyTerms | null): Promise<void> {
    const row = { ...key, principalId: idNumber(key.principalId), active: bit(key.active), sealedSecret, ...termColumns(temporary) };
    await this.#connection.writeOne((db) => refusing({ reference: 'OBJECT_GONE' }, db.insertInto('accessKeys').values(row).execute()));
  }

  /** In a transaction the key stands until the commit: what is made with it is there when it goes, and goes with it. */
  async find(accessKeyId: string): Promise<FoundAccessKey | undefined> {
    const { db } = this.#connection;
    const one = db.selectFrom('accessKeys').select([...KEY_COLUMNS, 'sealedSecret', 'securityTokenHash']).where('accessKeyId', '=', accessKeyId);
    const row = await (this.#connection.inTransaction && this.#connection.engine === 'postgres' ? one.forKeyShare() : one).executeTakeFirst();
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

  /** What was made with it goes by the schema's references. */
  async delete(instanceId: string, accessKeyId: string): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('accessKeys')
      .where('accessKeyId', '=', accessKeyId).where('instanceId', '=', instanceId).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }
}

function termColumns(temporary: TemporaryKeyTerms | null): Pick<Schema['accessKeys'], 'securityTokenHash' | 'madeWithKey' | 'madeWithToken'> {
  if (temporary === null) return { securityTokenHash: null, madeWithKey: null, madeWithToken: null };
  const { securityTokenHash, madeWith } = temporary;
  return 'tokenHash' in madeWith
    ? { securityTokenHash, madeWithKey: null, madeWithToken: madeWith.tokenHash }
    : { securityTokenHash, madeWithKey: madeWith.accessKeyId, madeWithToken: null };
}

function toKey(row: Omit<AccessKey, 'principalId' | 'active'> & { readonly principalId: number; readonly active: number }): AccessKey {
  return { ...row, principalId: String(row.principalId), active: row.active === 1 };
}
