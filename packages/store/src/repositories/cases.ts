import { DomainError } from '@sallyport/core';
import type {
  CaseDecision, CaseEvent, CaseFilter, CaseLogEntry, CaseRepository, EpochMs, Id, NewCase, Page, ServiceCase, Slice,
} from '@sallyport/core';
import type { Connection } from '../connection.ts';
import { idNumber, nextId } from '../object-ids.ts';
import { listCaseLogs, listCases } from './case-listing.ts';
import { moveStoredCase } from './case-move.ts';
import { caseRow, toCase } from './case-rows.ts';

export class SqlCases implements CaseRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws `DomainError('OBJECT_GONE')` when its owner was deleted in between. */
  create(made: NewCase): Promise<Id> {
    return this.#connection.write(async (db) => {
      const owner = await db.selectFrom('principals').select('name').where('id', '=', idNumber(made.ownerId)).where('instanceId', '=', made.instanceId).executeTakeFirst();
      if (owner === undefined) throw new DomainError('OBJECT_GONE', { principalId: made.ownerId });
      const id = await nextId(this.#connection.engine, db);
      await db.insertInto('cases').values(caseRow(id, made, owner.name)).execute();
      return String(id);
    });
  }

  async get(instanceId: string, id: Id): Promise<ServiceCase | undefined> {
    const row = await this.#connection.db.selectFrom('cases').selectAll().where('id', '=', idNumber(id)).where('instanceId', '=', instanceId).executeTakeFirst();
    return row && toCase(row);
  }

  list(instanceId: string, filter: CaseFilter, slice: Slice): Promise<Page<ServiceCase>> {
    return listCases(this.#connection.engine, this.#connection.db, instanceId, filter, slice);
  }

  move(instanceId: string, id: Id, event: CaseEvent, decision: CaseDecision, now: EpochMs): Promise<ServiceCase | undefined> {
    return this.#connection.write((db) => moveStoredCase(db, instanceId, idNumber(id), event, decision, now));
  }

  async press(instanceId: string, id: Id, now: EpochMs, notSince: EpochMs): Promise<boolean> {
    const pressed = await this.#connection.writeOne((db) => db.updateTable('cases').set({ pressedAt: now })
      .where('id', '=', idNumber(id)).where('instanceId', '=', instanceId)
      .where((eb) => eb.or([eb('pressedAt', 'is', null), eb('pressedAt', '<', notSince)])).executeTakeFirst());
    return pressed.numUpdatedRows === 1n;
  }

  /** Throws `DomainError('OBJECT_GONE')` for a case that is not there. */
  async log(instanceId: string, entry: Omit<CaseLogEntry, 'id'>): Promise<void> {
    await this.#connection.write(async (db) => {
      const known = await db.selectFrom('cases').select('id').where('id', '=', idNumber(entry.caseId)).where('instanceId', '=', instanceId).executeTakeFirst();
      if (known === undefined) throw new DomainError('OBJECT_GONE', { caseId: entry.caseId });
      await db.insertInto('caseLogs')
        .values({ ...entry, instanceId, id: await nextId(this.#connection.engine, db), caseId: known.id, operatorId: idNumber(entry.operatorId) }).execute();
    });
  }

  logs(instanceId: string, caseId: Id, slice: Slice): Promise<Page<CaseLogEntry>> {
    return listCaseLogs(this.#connection.db, instanceId, idNumber(caseId), slice);
  }
}
