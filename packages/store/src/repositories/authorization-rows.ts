import type { AuthorizationDetail, ListedAuthorization } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Db } from '../engines/engine.ts';
import { inOrder } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';

/** Sealed secrets leave the database only through the loans. */
const DETAIL_COLUMNS = ['id', 'authorizationId', 'kind', 'hostId', 'hostName', 'regionId', 'account', 'port', 'granted', 'tries'] as const;

type DetailRow = Pick<Selectable<Schema['authorizationDetails']>, typeof DETAIL_COLUMNS[number]>;

/** Those authorizations with their details and cases, in the order of `ids`. */
export async function readAuthorizations(db: Db, ids: readonly number[]): Promise<ListedAuthorization[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('authorizations').innerJoin('cases', 'cases.id', 'authorizations.caseId')
    .selectAll('authorizations').select('cases.description as caseDescription').where('authorizations.id', 'in', ids).execute();
  const details = await db.selectFrom('authorizationDetails').select(DETAIL_COLUMNS).where('authorizationId', 'in', ids).orderBy('id').execute();
  return inOrder(ids, rows, (row) => row.id).map((row) => ({ ...toListed(row), details: details.filter((detail) => detail.authorizationId === row.id).map(toDetail) }));
}

function toListed(row: Selectable<Schema['authorizations']> & { readonly caseDescription: string }): Omit<ListedAuthorization, 'details'> {
  const { loanKeyHash: _hash, ...plain } = row;
  return {
    ...plain, id: String(row.id), caseId: String(row.caseId), ownerId: String(row.ownerId), requestedBy: String(row.requestedBy), userId: String(row.userId),
    decidedBy: row.decidedBy === null ? null : String(row.decidedBy), endedBy: row.endedBy === null ? null : String(row.endedBy),
  };
}

function toDetail(row: DetailRow): AuthorizationDetail {
  return {
    ...row, id: String(row.id), authorizationId: String(row.authorizationId), hostId: row.hostId === null ? null : String(row.hostId), granted: row.granted === 1,
  };
}
