import { parseId } from '@sallyport/core';
import type { CaseRepository, CaseStatus, ServiceCase } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { Reach } from '../../service-tickets/reach.ts';
import type { RestCall } from '../../service-tickets/rest-handler.ts';

/** As its customer may see it. */
export type ShownCase = ServiceCase & { readonly status: Exclude<CaseStatus, 'deleted'> };

/** Somebody else's and a deleted one are as unknown as one that does not exist. Throws OsmError. */
export async function namedCase(reads: { readonly cases: CaseRepository }, call: RestCall, name: string, reach: Reach): Promise<ShownCase> {
  const id = parseId(name);
  const found = id === undefined ? undefined : await reads.cases.get(call.instance.instanceId, id);
  if (found === undefined || !reach.reaches(found.ownerId) || !isShown(found)) throw new OsmError('OSM.01010015');
  call.note({ caseId: found.id });
  return found;
}

export function isShown(serviceCase: ServiceCase): serviceCase is ShownCase {
  return serviceCase.status !== 'deleted';
}
