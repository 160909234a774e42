import { OWN_GRANT_MS, separationBreach } from '@sallyport/core';
import type { Ticket, Transaction } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import { forbidden } from '../../ram/forbidden.ts';

/** Nobody decides his own request or the use of what he granted within a day (ruling C2). Switched off, the audit record says so. */
export async function demandSeparation(tx: Transaction, ticket: Ticket, call: Call): Promise<void> {
  const { instanceId } = call.instance;
  const user = await tx.users.get(instanceId, ticket.userId);
  const grantedBy = await tx.grants.grantedBy(instanceId, ticket.userId, ticket.hostId, ticket.accountId, tx.now - OWN_GRANT_MS);
  const breach = separationBreach({
    principalId: call.principal.id,
    applicantPrincipalId: user?.source === 'Ram' ? user.sourceUserId : undefined,
    grantedBy,
  });
  const { separationOfDuties } = call.deps.settings;
  if (separationOfDuties === 'off') call.note({ separationOfDuties, ...(breach === undefined ? {} : { breach }) });
  else if (breach !== undefined) {
    call.note({ breach });
    throw forbidden(call, 'SeparationOfDuties', breach === 'own-request' ? 'Nobody decides his own request.' : 'Whoever granted this access within the last 24 hours cannot decide its use.');
  }
}
