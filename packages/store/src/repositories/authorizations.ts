import type {
  AuthorizationFilter, AuthorizationMove, AuthorizationRepository, EpochMs, Id, LentAccount, ListedAuthorization, MostTries, NewAuthorization, OpenOf, Page, Slice,
} from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber } from '../object-ids.ts';
import { listAuthorizations } from './authorization-listing.ts';
import { moveStoredAuthorization } from './authorization-move.ts';
import { openAuthorizations } from './authorization-open.ts';
import { requestAuthorization } from './authorization-request.ts';
import { readAuthorizations } from './authorization-rows.ts';
import { tryDetail } from './authorization-tries.ts';

export class SqlAuthorizations implements AuthorizationRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(made: NewAuthorization): Promise<Id> {
    return this.#connection.write((db) => requestAuthorization(this.#connection.engine, db, made));
  }

  async get(instanceId: string, id: Id): Promise<ListedAuthorization | undefined> {
    const [found] = await readAuthorizations(this.#connection.db, [idNumber(id)]);
    return found?.instanceId === instanceId ? found : undefined;
  }

  async ofDetail(instanceId: string, detailId: Id): Promise<ListedAuthorization | undefined> {
    const detail = await this.#connection.db.selectFrom('authorizationDetails').select('authorizationId')
      .where('id', '=', idNumber(detailId)).where('instanceId', '=', instanceId).executeTakeFirst();
    return detail && this.get(instanceId, String(detail.authorizationId));
  }

  list(instanceId: string, filter: AuthorizationFilter, slice: Slice, now: EpochMs): Promise<Page<ListedAuthorization>> {
    return listAuthorizations(this.#connection.engine, this.#connection.db, instanceId, filter, slice, now);
  }

  move(instanceId: string, id: Id, move: AuthorizationMove, now: EpochMs): Promise<ListedAuthorization | undefined> {
    return this.#connection.write((db) => moveStoredAuthorization(this.#connection.engine, db, instanceId, idNumber(id), move, now));
  }

  openOf(instanceId: string, of: OpenOf): Promise<readonly Id[]> {
    return openAuthorizations(this.#connection.db, instanceId, of);
  }

  useTry(instanceId: string, detailId: Id, most: MostTries): Promise<boolean> {
    return this.#connection.write((db) => tryDetail(this.#connection.engine, db, instanceId, idNumber(detailId), most));
  }

  async due(now: EpochMs, limit: number): Promise<readonly { readonly instanceId: string; readonly id: Id }[]> {
    const { db } = this.#connection;
    const pending = await db.selectFrom('authorizations').select(['id', 'instanceId'])
      .where('status', '=', 'pending').where('pendingUntil', '<=', now).orderBy('pendingUntil').limit(limit).execute();
    const authorized = await db.selectFrom('authorizations').select(['id', 'instanceId'])
      .where('status', '=', 'authorized').where('expiresAt', '<=', now).orderBy('expiresAt').limit(limit).execute();
    // What is lent comes first: it still holds a secret.
    return [...authorized, ...pending].slice(0, limit).map((row) => ({ instanceId: row.instanceId, id: String(row.id) }));
  }

  async lentAccount(instanceId: string, detailId: Id): Promise<LentAccount | undefined> {
    const row = await this.#connection.db.selectFrom('authorizationDetails as d').innerJoin('authorizations as a', 'a.id', 'd.authorizationId')
      .select(['d.id', 'd.authorizationId', 'd.hostId', 'd.account', 'd.port'])
      .where('d.id', '=', idNumber(detailId)).where('d.instanceId', '=', instanceId).where('d.kind', '=', 'host').where('d.granted', '=', 1)
      .where('a.effectiveAt', 'is not', null).executeTakeFirst();
    if (row === undefined || row.hostId === null || row.port === null) return undefined;
    return {
      id: String(row.id), instanceId, authorizationId: String(row.authorizationId), hostId: String(row.hostId), name: row.account, protocol: 'SSH', port: row.port,
    };
  }
}
