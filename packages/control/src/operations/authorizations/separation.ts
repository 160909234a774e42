import type { Authorization, Transaction } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { RestCall } from '../../service-tickets/rest-handler.ts';

/** Nobody decides what he asked for himself or what would let him in himself (ruling C2). Switched off, the audit record says so. Throws OsmError. */
export async function demandSeparation(reads: Pick<Transaction, 'users'>, authorization: Authorization, call: RestCall): Promise<void> {
  const engineer = await reads.users.get(authorization.instanceId, authorization.userId);
  const breach = breachOf(authorization.requestedBy, engineer?.source === 'Ram' ? engineer.sourceUserId : undefined, call.principal.id);
  const { separationOfDuties } = call.deps.settings;
  if (separationOfDuties === 'off') return call.note({ separationOfDuties, ...(breach === undefined ? {} : { breach }) });
  if (breach === undefined) return;
  call.note({ breach });
  throw new OsmError('OSM.01010002');
}

function breachOf(requestedBy: string, engineerPrincipal: string | undefined, caller: string): 'own-request' | 'own-access' | undefined {
  if (requestedBy === caller) return 'own-request';
  return engineerPrincipal === caller ? 'own-access' : undefined;
}
