import { isEndedAuthorization, moveAuthorization, statusAt } from '@sallyport/core';
import type { Authorization, AuthorizationMove, AuthorizationStatus, EpochMs, ListedAuthorization } from '@sallyport/core';
import type { Updateable } from 'kysely';
import type { Db, EngineName } from '../engines/engine.ts';
import { destroyLoan, storeLoan } from '../loans/loan-rows.ts';
import { idNumber } from '../object-ids.ts';
import type { Schema } from '../schema/schema.ts';
import { readAuthorizations } from './authorization-rows.ts';

/**
 * Moves an authorization if state machine and clock allow it. The row is held from the look on: whoever cancels while another confirms comes after him and
 * cancels what he confirmed, instead of finding that somebody was first; otherwise closing a case could leave what was confirmed at that moment.
 */
export async function moveStoredAuthorization(engine: EngineName, db: Db, instanceId: string, id: number, move: AuthorizationMove, now: EpochMs): Promise<ListedAuthorization | undefined> {
  const current = await db.selectFrom('authorizations').select(['status', 'pendingUntil', 'expiresAt']).where('id', '=', id).where('instanceId', '=', instanceId)
    .$if(engine === 'postgres', (query) => query.forNoKeyUpdate()).executeTakeFirst();
  const status = current && nextStatus(current, move, now);
  if (current === undefined || status === undefined) return undefined;
  const moved = await db.updateTable('authorizations').set({ status, ...await decided(db, instanceId, move, now) })
    .where('id', '=', id).where('status', '=', current.status).executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) return undefined;
  if (move.event === 'confirm') await lend(engine, db, id, move);
  else await destroyLoan(engine, db, id, now);
  return (await readAuthorizations(db, [id]))[0];
}

/** What time has ended can only expire, and nothing else can. */
function nextStatus(current: Pick<Authorization, 'status' | 'pendingUntil' | 'expiresAt'>, move: AuthorizationMove, now: EpochMs): AuthorizationStatus | undefined {
  const due = !isEndedAuthorization(current.status) && statusAt(current, now) === 'expired';
  return due === (move.event === 'expire') ? moveAuthorization(current.status, move.event) : undefined;
}

async function decided(db: Db, instanceId: string, move: AuthorizationMove, now: EpochMs): Promise<Updateable<Schema['authorizations']>> {
  const by = move.by === null ? null : idNumber(move.by);
  if (move.event !== 'confirm' && move.event !== 'reject') {
    return { endedBy: by, endedAt: now, endCause: move.cause, reason: move.reason };
  }
  const decider = by === null ? undefined
    : await db.selectFrom('principals').select('name').where('id', '=', by).where('instanceId', '=', instanceId).executeTakeFirst();
  const decision = { decidedBy: by, decidedByName: decider?.name ?? '', decidedAt: now };
  if (move.event !== 'confirm') return { ...decision, endCause: move.cause, reason: move.reason };
  const { effectiveAt, expiresAt, agencyId } = move.plan;
  return { ...decision, effectiveAt, expiresAt, agencyId };
}

async function lend(engine: EngineName, db: Db, id: number, { plan, loan }: Extract<AuthorizationMove, { event: 'confirm' }>): Promise<void> {
  for (const { id: detailId, account, port } of plan.details) {
    const lent = await db.updateTable('authorizationDetails').set({ granted: 1, account, port })
      .where('id', '=', idNumber(detailId)).where('authorizationId', '=', id).executeTakeFirst();
    if (lent.numUpdatedRows !== 1n) throw new Error('a detail of another authorization');
  }
  if (loan !== null) await storeLoan(engine, db, id, loan);
}
