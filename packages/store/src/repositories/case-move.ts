import { moveCase } from '@sallyport/core';
import type { CaseDecision, CaseEvent, CaseStatus, EpochMs, ServiceCase } from '@sallyport/core';
import type { Updateable } from 'kysely';
import type { Db } from '../engines/engine.ts';
import type { Schema } from '../schema/schema.ts';
import { toCase } from './case-rows.ts';

/** Moves a case if the state machine allows it from the status that it still has when the update reaches it. */
export async function moveStoredCase(db: Db, instanceId: string, id: number, event: CaseEvent, decision: CaseDecision, now: EpochMs): Promise<ServiceCase | undefined> {
  const current = await db.selectFrom('cases').select('status').where('id', '=', id).where('instanceId', '=', instanceId).executeTakeFirst();
  const status = current && moveCase(current.status, event);
  if (status === undefined) return undefined;
  const moved = await db.updateTable('cases').set({ status, ...decided(decision), ...dated(status, now) })
    .where('id', '=', id).where('status', '=', current?.status ?? status).returningAll().executeTakeFirst();
  return moved && toCase(moved);
}

function decided({ judgement, satisfaction, resolution }: CaseDecision): Updateable<Schema['cases']> {
  return {
    ...(judgement === undefined ? {} : { judgement }),
    ...(satisfaction === undefined ? {} : { satisfaction: JSON.stringify(satisfaction) }),
    ...(resolution === undefined ? {} : { resolution }),
  };
}

/** A case that goes on has no result any more. */
function dated(status: CaseStatus, now: EpochMs): Updateable<Schema['cases']> {
  if (status === 'resolved') return { resolvedAt: now };
  if (status === 'completed') return { completedAt: now };
  return status === 'processing' ? { resolvedAt: null, resolution: '' } : {};
}
