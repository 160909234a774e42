import type { EpochMs, Id, TicketDecision, TicketState } from '@sallyport/core';
import type { Db, EngineName } from '../engines/engine.ts';
import { idNumber, idNumbers } from '../object-ids.ts';

export interface EndedOf {
  readonly userId?: Id;
  readonly accountIds?: readonly Id[];
  readonly hostIds?: readonly Id[];
}

/** Closes what is pending and revokes what is accepted; without any criterion it ends nothing. */
export async function endTickets(db: Db, instanceId: string, of: EndedOf, decision: TicketDecision, now: EpochMs): Promise<readonly Id[]> {
  const byAsset = of.accountIds !== undefined || of.hostIds !== undefined;
  if (of.userId === undefined && !byAsset) return [];
  const accountIds = idNumbers(of.accountIds ?? []);
  const hostIds = idNumbers(of.hostIds ?? []);
  if (byAsset && accountIds.length + hostIds.length === 0) return [];
  const ended: number[] = [];
  for (const [from, to] of [['pending', 'closed'], ['accepted', 'revoked']] satisfies [TicketState, TicketState][]) {
    const rows = await db.updateTable('tickets')
      .set({
        state: to, decidedAt: now, decidedBy: decision.decidedBy === null ? null : idNumber(decision.decidedBy),
        comment: decision.comment, endCause: decision.endCause,
      })
      .where('instanceId', '=', instanceId).where('state', '=', from)
      .$if(of.userId !== undefined, (query) => query.where('userId', '=', idNumber(of.userId ?? '')))
      .$if(byAsset, (query) => query.where((eb) => eb.or([
        ...(accountIds.length > 0 ? [eb('accountId', 'in', accountIds)] : []),
        ...(hostIds.length > 0 ? [eb('hostId', 'in', hostIds)] : []),
      ])))
      .returning('id').execute();
    ended.push(...rows.map((row) => row.id));
  }
  return ended.sort((a, b) => a - b).map(String);
}

/** Ends what time has ended: pending beyond their limit, accepted behind their window; at most `limit` of each. */
export async function sweepTickets(engine: EngineName, db: Db, now: EpochMs, limit: number): Promise<readonly { instanceId: string; id: Id }[]> {
  const swept: { instanceId: string; id: Id }[] = [];
  for (const [from, to, until] of [['pending', 'expired', 'pendingUntil'], ['accepted', 'finished', 'effectEnd']] as const) {
    const due = await db.selectFrom('tickets').select(['id', 'instanceId']).where('state', '=', from).where(until, '<=', now).orderBy(until).limit(limit)
      .$if(engine === 'postgres', (query) => query.forNoKeyUpdate().skipLocked()).execute();
    if (due.length === 0) continue;
    await db.updateTable('tickets').set({ state: to, ...(to === 'expired' ? { decidedAt: now } : {}) })
      .where('id', 'in', due.map((row) => row.id)).where('state', '=', from).execute();
    swept.push(...due.map((row) => ({ instanceId: row.instanceId, id: String(row.id) })));
  }
  return swept;
}
