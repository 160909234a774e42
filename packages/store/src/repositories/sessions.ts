import type { EpochMs, Id, NumberedSession, Page, PageRequest, Session, SessionEndReason, SessionFilter, SessionRepository, Slice } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Connection } from '../connection.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { inOrder, readPage, readSlice } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';

export class SqlSessions implements SessionRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async create(session: Session): Promise<void> {
    const row = {
      ...session, userId: idNumber(session.userId), hostId: idNumber(session.hostId), accountId: idNumber(session.accountId),
      ticketId: session.ticketId === null ? null : idNumber(session.ticketId), policyId: session.policyId === null ? null : idNumber(session.policyId),
      endRequestedAt: null, endComment: '',
    };
    await this.#connection.write(async (db) => {
      await db.insertInto('sessions').values({ ...row, number: await nextId(this.#connection.engine, db) }).execute();
    });
  }

  listOfAccount(instanceId: string, accountId: Id, slice: Slice): Promise<Page<NumberedSession>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('sessions').where('instanceId', '=', instanceId).where('accountId', '=', idNumber(accountId)).where('number', 'is not', null);
    return readSlice({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => {
        const order = direction === 'forth' ? 'desc' : 'asc';
        return (await matching.select('id').orderBy('startedAt', order).orderBy('id', order).limit(limit).offset(offset).execute()).map((row) => row.id);
      },
      rows: async (ids) => inOrder(ids, await db.selectFrom('sessions').selectAll().where('id', 'in', ids).execute(), (row) => row.id).flatMap(toNumbered),
    }, slice);
  }

  async getByNumber(instanceId: string, number: Id): Promise<NumberedSession | undefined> {
    const rows = await this.#connection.db.selectFrom('sessions').selectAll().where('number', '=', idNumber(number)).where('instanceId', '=', instanceId).execute();
    return rows.flatMap(toNumbered)[0];
  }

  async get(instanceId: string, id: string): Promise<Session | undefined> {
    const row = await this.#connection.db.selectFrom('sessions').selectAll().where('id', '=', id).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toSession(row);
  }

  list(instanceId: string, filter: SessionFilter, page: PageRequest): Promise<Page<Session>> {
    const { db } = this.#connection;
    const { userId, hostId, live } = filter;
    const matching = db.selectFrom('sessions').where('instanceId', '=', instanceId)
      .$if(userId !== undefined, (query) => query.where('userId', '=', idNumber(userId ?? '')))
      .$if(hostId !== undefined, (query) => query.where('hostId', '=', idNumber(hostId ?? '')))
      .$if(live === true, (query) => query.where('endedAt', 'is', null))
      .$if(live === false, (query) => query.where('endedAt', 'is not', null));
    return readPage({
      total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
      keys: async (direction, offset, limit) => {
        const order = direction === 'forth' ? 'desc' : 'asc';
        return (await matching.select('id').orderBy('startedAt', order).orderBy('id', order).limit(limit).offset(offset).execute()).map((row) => row.id);
      },
      rows: async (ids) => inOrder(ids, await db.selectFrom('sessions').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toSession),
    }, page);
  }

  async firstByte(id: string, at: EpochMs): Promise<void> {
    await this.#connection.writeOne((db) => db.updateTable('sessions').set({ firstByteAt: at }).where('id', '=', id).where('firstByteAt', 'is', null).execute());
  }

  async end(id: string, at: EpochMs, reason: SessionEndReason, bytesFromClient: number, bytesFromTarget: number): Promise<boolean> {
    const ended = await this.#connection.writeOne((db) => db.updateTable('sessions').set({ endedAt: at, endReason: reason, bytesFromClient, bytesFromTarget })
      .where('id', '=', id).where('endedAt', 'is', null).executeTakeFirst());
    return ended.numUpdatedRows === 1n;
  }

  async requestEnd(instanceId: string, id: string, at: EpochMs, comment: string): Promise<boolean> {
    const marked = await this.#connection.writeOne((db) => db.updateTable('sessions').set({ endRequestedAt: at, endComment: comment })
      .where('id', '=', id).where('instanceId', '=', instanceId).where('endedAt', 'is', null).where('endRequestedAt', 'is', null).executeTakeFirst());
    return marked.numUpdatedRows === 1n;
  }

  async liveOf(nodeId: string): Promise<readonly Session[]> {
    const rows = await this.#connection.db.selectFrom('sessions').selectAll().where('nodeId', '=', nodeId).where('endedAt', 'is', null).orderBy('startedAt').execute();
    return rows.map(toSession);
  }
}

function toSession(row: Selectable<Schema['sessions']>): Session {
  const { endRequestedAt: _at, endComment: _comment, number: _number, ...session } = row;
  return {
    ...session, userId: String(row.userId), hostId: String(row.hostId), accountId: String(row.accountId),
    ticketId: row.ticketId === null ? null : String(row.ticketId), policyId: row.policyId === null ? null : String(row.policyId),
  };
}

function toNumbered(row: Selectable<Schema['sessions']>): readonly NumberedSession[] {
  return row.number === null ? [] : [{ ...toSession(row), number: String(row.number) }];
}
