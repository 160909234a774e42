import type { CaseFilter, CaseLogEntry, Page, ServiceCase, Slice } from '@sallyport/core';
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Db, EngineName } from '../engines/engine.ts';
import { contains } from '../engines/contains.ts';
import { idNumber, idNumbers } from '../object-ids.ts';
import { inOrder, readSlice } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';
import { toCase, toCaseLogEntry } from './case-rows.ts';

export async function listCases(engine: EngineName, db: Db, instanceId: string, filter: CaseFilter, slice: Slice): Promise<Page<ServiceCase>> {
  if (filter.ownerIds?.length === 0 || filter.statuses?.length === 0) return { items: [], total: 0 };
  const matching = db.selectFrom('cases').where((eb) => casesMatching(engine, eb, instanceId, filter));
  return readSlice({
    total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
    keys: async (direction, offset, limit) => (await matching.select('cases.id').orderBy('cases.id', direction === 'forth' ? 'desc' : 'asc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: async (ids) => inOrder(ids, await db.selectFrom('cases').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toCase),
  }, slice);
}

function casesMatching(engine: EngineName, eb: ExpressionBuilder<Schema, 'cases'>, instanceId: string, filter: CaseFilter): ExpressionWrapper<Schema, 'cases', SqlBool> {
  const { ownerIds, id, statuses, words, ownerName, createdFrom, createdUntil } = filter;
  const conditions = [eb('cases.instanceId', '=', instanceId)];
  if (ownerIds !== undefined) conditions.push(eb('cases.ownerId', 'in', idNumbers(ownerIds)));
  if (id !== undefined) conditions.push(eb('cases.id', '=', idNumber(id)));
  // Deleted cases are for those who name that status.
  conditions.push(statuses === undefined ? eb('cases.status', '!=', 'deleted') : eb('cases.status', 'in', statuses));
  for (const word of words ?? []) {
    conditions.push(eb.or([eb('cases.id', '=', idNumber(word)), contains(engine, eb.ref('cases.descriptionKey'), nameKey(word))]));
  }
  if (ownerName !== undefined) conditions.push(eb('cases.ownerName', '=', ownerName));
  if (createdFrom !== undefined) conditions.push(eb('cases.createdAt', '>=', createdFrom));
  if (createdUntil !== undefined) conditions.push(eb('cases.createdAt', '<=', createdUntil));
  return eb.and(conditions);
}

export async function listCaseLogs(db: Db, instanceId: string, caseId: number, slice: Slice): Promise<Page<CaseLogEntry>> {
  const matching = db.selectFrom('caseLogs').where('caseId', '=', caseId).where('instanceId', '=', instanceId);
  return readSlice({
    total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
    keys: async (direction, offset, limit) => (await matching.select('id').orderBy('id', direction === 'forth' ? 'desc' : 'asc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: async (ids) => inOrder(ids, await db.selectFrom('caseLogs').selectAll().where('id', 'in', ids).execute(), (row) => row.id).map(toCaseLogEntry),
  }, slice);
}
