import type { AuthorizationFilter, AuthorizationStatus, EpochMs, ListedAuthorization, Page, Slice } from '@sallyport/core';
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import { contains } from '../engines/contains.ts';
import type { Db, EngineName } from '../engines/engine.ts';
import { idNumber, idNumbers } from '../object-ids.ts';
import { readSlice } from '../page-walk.ts';
import { nameKey } from '../schema/name-key.ts';
import type { Schema } from '../schema/schema.ts';
import { readAuthorizations } from './authorization-rows.ts';

type Expressions = ExpressionBuilder<Schema, 'authorizations'>;
type Condition = ExpressionWrapper<Schema, 'authorizations', SqlBool>;

export async function listAuthorizations(engine: EngineName, db: Db, instanceId: string, filter: AuthorizationFilter, slice: Slice, now: EpochMs): Promise<Page<ListedAuthorization>> {
  if (filter.ownerIds?.length === 0) return { items: [], total: 0 };
  const matching = db.selectFrom('authorizations').where((eb) => authorizationsMatching(engine, eb, instanceId, filter, now));
  return readSlice({
    total: async () => (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
    keys: async (direction, offset, limit) => (await matching.select('authorizations.id').orderBy('authorizations.id', direction === 'forth' ? 'desc' : 'asc')
      .limit(limit).offset(offset).execute()).map((row) => row.id),
    rows: (ids) => readAuthorizations(db, ids),
  }, slice);
}

function authorizationsMatching(engine: EngineName, eb: Expressions, instanceId: string, filter: AuthorizationFilter, now: EpochMs): Condition {
  const { ownerIds, caseId, status, text, ownerName, requestedBy } = filter;
  const conditions = [eb('authorizations.instanceId', '=', instanceId)];
  if (ownerIds !== undefined) conditions.push(eb('authorizations.ownerId', 'in', idNumbers(ownerIds)));
  if (caseId !== undefined) conditions.push(eb('authorizations.caseId', '=', idNumber(caseId)));
  if (requestedBy !== undefined) conditions.push(eb('authorizations.requestedBy', '=', idNumber(requestedBy)));
  if (ownerName !== undefined) conditions.push(eb('authorizations.ownerName', '=', ownerName));
  if (status !== undefined) conditions.push(inStatus(eb, status, now));
  if (text !== undefined) {
    conditions.push(eb.exists(eb.selectFrom('cases').select('cases.id').whereRef('cases.id', '=', 'authorizations.caseId')
      .where((of) => contains(engine, of.ref('cases.descriptionKey'), nameKey(text)))));
  }
  return eb.and(conditions);
}

/** As `statusAt` says it: the stored status may be a moment behind the clock. */
function inStatus(eb: Expressions, status: AuthorizationStatus, now: EpochMs): Condition {
  const stored = eb('authorizations.status', '=', status);
  switch (status) {
    case 'pending': return eb.and([stored, eb('authorizations.pendingUntil', '>', now)]);
    case 'authorized': return eb.and([stored, eb('authorizations.expiresAt', '>', now)]);
    case 'expired': return eb.or([
      stored,
      eb.and([eb('authorizations.status', '=', 'pending'), eb('authorizations.pendingUntil', '<=', now)]),
      eb.and([eb('authorizations.status', '=', 'authorized'), eb('authorizations.expiresAt', '<=', now)]),
    ]);
    default: return stored;
  }
}
