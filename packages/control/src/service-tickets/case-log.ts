import type { CaseLogEntry, Id, Transaction } from '@sallyport/core';
import type { Call } from '../dispatch/call.ts';

/** Writes what this call does to a case into the case's own log, where customer and support read it. */
export async function logCase(tx: Transaction, call: Call, caseId: Id, entry: Pick<CaseLogEntry, 'operation' | 'operator' | 'words'>): Promise<void> {
  await tx.cases.log(call.instance.instanceId, { caseId, ...entry, operatorId: call.principal.id, operatorName: call.principal.name, at: tx.now });
}
