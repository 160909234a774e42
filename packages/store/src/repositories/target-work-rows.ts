import type { SealedLoan, TargetWork } from '@sallyport/core';
import type { Insertable, Selectable } from 'kysely';
import type { Schema } from '../schema/schema.ts';

export const TARGET_WORK_COLUMNS = ['id', 'instanceId', 'workOrder', 'askedBy', 'createdAt', 'giveUpAt'] as const;

export function toTargetWork(row: Pick<Selectable<Schema['targetWork']>, (typeof TARGET_WORK_COLUMNS)[number]>): TargetWork {
  const { workOrder, askedBy, ...plain } = row;
  return { ...plain, order: JSON.parse(workOrder) as TargetWork['order'], askedBy: JSON.parse(askedBy) as TargetWork['askedBy'] };
}

/** Throws for a loan that holds anything but the one secret of the work: it would be stored and never opened. */
export function targetWorkRow(work: TargetWork, loan: SealedLoan | null): Insertable<Schema['targetWork']> {
  const secret = loan?.sealed.get('secret') ?? null;
  if (loan !== null && (secret === null || loan.sealed.size !== 1)) throw new Error('target work has one secret, under the name secret');
  return {
    id: work.id, instanceId: work.instanceId, workOrder: JSON.stringify(work.order), askedBy: JSON.stringify(work.askedBy), createdAt: work.createdAt, giveUpAt: work.giveUpAt,
    wrappedKey: loan?.wrappedKey ?? null, sealedSecret: secret, nodeId: null, leaseUntil: null, outcome: null,
  };
}
