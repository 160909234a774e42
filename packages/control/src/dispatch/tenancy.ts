import type { Operation } from '@sallyport/contract';
import type { Instance } from '@sallyport/core';

export interface Tenancy {
  /** own: the principal's, or none is named. foreign: another's or unknown, and the operation answers that itself. absent: 404. */
  readonly tenancy: 'own' | 'foreign' | 'absent';
  /** As permission is judged on. */
  readonly instanceId: string;
}

/** Operations that answer a foreign or unknown instance in a way of their own (ruling A2). */
const ANSWERS_FOREIGN: ReadonlySet<string> = new Set(['LockUsers', 'UnlockUsers', 'DetachHostAccountsFromUser', 'RejectOperationTicket']);

/** Whose instance the call names. Another tenant's and one that does not exist cannot be told apart. */
export function tenancyOf(operation: Operation, params: Readonly<Record<string, unknown>>, own: Instance): Tenancy {
  const named = params['InstanceId'];
  if (typeof named !== 'string' || named === own.instanceId) return { tenancy: 'own', instanceId: own.instanceId };
  return { tenancy: ANSWERS_FOREIGN.has(operation.action) ? 'foreign' : 'absent', instanceId: named };
}
