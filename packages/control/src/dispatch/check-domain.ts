import { domainId } from '../identity/domain-id.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import type { Caller } from './caller.ts';

/** A client that was set up for another domain must not act in this one unawares. Throws OsmError OSM.0003. */
export function checkDomain({ headers }: RestRequest, { principal, instance }: Caller): void {
  const named = headers.get('x-domain-id') ?? '';
  if (named !== '' && named.toLowerCase() !== domainId(instance.instanceId, principal.domain)) throw new OsmError('OSM.0003');
}
