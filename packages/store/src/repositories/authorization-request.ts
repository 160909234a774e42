import { DomainError, isOpenCase } from '@sallyport/core';
import type { Id, NewAuthorization } from '@sallyport/core';
import type { Db, EngineName } from '../engines/engine.ts';
import { idNumber, nextId, nextIds } from '../object-ids.ts';

/**
 * Asks for an authorization on a case that is open: its row is held until the commit, so that whoever closes the case comes before and is seen here, or
 * after and sees the authorization. Throws `DomainError('OBJECT_GONE')` when the case is over, or case, customer, applicant or engineer are not there.
 */
export async function requestAuthorization(engine: EngineName, db: Db, made: NewAuthorization): Promise<Id> {
  const { details, ...plain } = made;
  const { instanceId } = made;
  const [caseId, userId, requestedBy] = [idNumber(made.caseId), idNumber(made.userId), idNumber(made.requestedBy)];
  const of = await db.selectFrom('cases').select(['status', 'ownerId', 'ownerName']).where('id', '=', caseId).where('instanceId', '=', instanceId)
    .$if(engine === 'postgres', (query) => query.forShare()).executeTakeFirst();
  const user = await db.selectFrom('users').select('userName').where('id', '=', userId).where('instanceId', '=', instanceId).executeTakeFirst();
  const applicant = of && await heldName(engine, db, instanceId, requestedBy);
  const owner = of && await heldName(engine, db, instanceId, of.ownerId);
  if (of === undefined || !isOpenCase(of.status) || user === undefined || applicant === undefined || owner === undefined) throw new DomainError('OBJECT_GONE', { caseId: made.caseId });
  const id = await nextId(engine, db);
  await db.insertInto('authorizations').values({
    ...plain, id, caseId, ownerId: of.ownerId, ownerName: of.ownerName, status: 'pending', requestedBy, requestedByName: applicant, userId, userName: user.userName,
    agencyId: '', effectiveAt: null, expiresAt: null, decidedBy: null, decidedByName: '', decidedAt: null, endedBy: null, endedAt: null, endCause: '', reason: '', loanKeyHash: null,
  }).execute();
  const ids = await nextIds(engine, db, details.length);
  const rows = details.map((detail, n) => ({
    ...detail, id: ids[n] ?? 0, instanceId, authorizationId: id, hostId: detail.hostId === null ? null : idNumber(detail.hostId), granted: 0, tries: 0, sealedSecret: null,
  }));
  if (rows.length > 0) await db.insertInto('authorizationDetails').values(rows).execute();
  return String(id);
}

/** Of a principal that is not deleted before the commit: whoever deletes it ends its authorizations, and must not miss this one. */
async function heldName(engine: EngineName, db: Db, instanceId: string, id: number): Promise<string | undefined> {
  const held = await db.selectFrom('principals').select('name').where('id', '=', id).where('instanceId', '=', instanceId)
    .$if(engine === 'postgres', (query) => query.forKeyShare()).executeTakeFirst();
  return held?.name;
}
