import type { AuthToken, AuthTokenRepository, EpochMs, Id, Principal } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { refusing } from '../engines/conflicts.ts';
import { idNumber } from '../object-ids.ts';
import { revokeAll } from './auth-revocation.ts';
import { PRINCIPAL_COLUMNS, toPrincipal } from './principal-rows.ts';

export class SqlAuthTokens implements AuthTokenRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when the principal was deleted in between. */
  async create(token: AuthToken): Promise<void> {
    const { methods, scope, principalId, ...rest } = token;
    const row = { ...rest, principalId: idNumber(principalId), methods: JSON.stringify(methods), scopeKind: scope.kind, scopeName: scope.name };
    await this.#connection.writeOne((db) => refusing({ reference: 'OBJECT_GONE' }, db.insertInto('authTokens').values(row).execute()));
  }

  /** In a transaction the token stands until the commit: a key made on it cannot outlive its revocation. */
  async find(hash: string): Promise<{ readonly token: AuthToken; readonly principal: Principal } | undefined> {
    const one = this.#connection.db.selectFrom('authTokens').innerJoin('principals', 'principals.id', 'authTokens.principalId')
      .select(PRINCIPAL_COLUMNS).select(['authTokens.hash', 'authTokens.methods', 'authTokens.scopeKind', 'authTokens.scopeName', 'authTokens.issuedAt', 'authTokens.expiresAt'])
      .where('authTokens.hash', '=', hash);
    const row = await (this.#connection.inTransaction && this.#connection.engine === 'postgres' ? one.forShare('authTokens') : one).executeTakeFirst();
    if (row === undefined) return undefined;
    const token: AuthToken = {
      hash, instanceId: row.instanceId, principalId: String(row.id), methods: JSON.parse(row.methods) as AuthToken['methods'],
      scope: { kind: row.scopeKind, name: row.scopeName }, issuedAt: row.issuedAt, expiresAt: row.expiresAt,
    };
    return { token, principal: toPrincipal(row) };
  }

  /** The keys that were made with it go by the schema's references. */
  async revoke(hash: string): Promise<boolean> {
    const gone = await this.#connection.writeOne((db) => db.deleteFrom('authTokens').where('hash', '=', hash).executeTakeFirst());
    return gone.numDeletedRows === 1n;
  }

  revokeOf(instanceId: string, principalId: Id): Promise<number> {
    return this.#connection.write((db) => revokeAll(db, instanceId, idNumber(principalId)));
  }

  purge(now: EpochMs): Promise<number> {
    return this.#connection.write(async (db) => {
      // Counted before: keys that go with another are in no statement's count.
      const { keys } = await db.selectFrom('accessKeys').select((eb) => eb.fn.countAll<number>().as('keys')).where('expiresAt', '<=', now).executeTakeFirstOrThrow();
      await db.deleteFrom('accessKeys').where('expiresAt', '<=', now).execute();
      const tokens = await db.deleteFrom('authTokens').where('expiresAt', '<=', now).executeTakeFirst();
      return Number(tokens.numDeletedRows) + keys;
    });
  }
}
