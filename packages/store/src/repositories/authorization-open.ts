import type { Id, OpenOf } from '@sallyport/core';
import type { Db } from '../engines/engine.ts';
import { idNumber } from '../object-ids.ts';

/** Ids of authorizations that have not ended, oldest first. */
export async function openAuthorizations(db: Db, instanceId: string, of: OpenOf): Promise<readonly Id[]> {
  const rows = await matching(db, of).where('instanceId', '=', instanceId).where('status', 'in', ['pending', 'authorized']).orderBy('id').execute();
  return rows.map((row) => String(row.id));
}

function matching(db: Db, of: OpenOf) {
  const all = db.selectFrom('authorizations').select('id');
  if ('caseId' in of) return all.where('caseId', '=', idNumber(of.caseId));
  if ('ownerId' in of) return all.where('ownerId', '=', idNumber(of.ownerId));
  if ('userId' in of) return all.where('userId', '=', idNumber(of.userId));
  if ('pendingBy' in of) return all.where('requestedBy', '=', idNumber(of.pendingBy)).where('status', '=', 'pending');
  return all.where('id', 'in', db.selectFrom('authorizationDetails').select('authorizationId').where('hostId', '=', idNumber(of.hostId)));
}
