import { parseAuthorizationId, parseId } from '@sallyport/core';
import type { AuthorizationDetail, AuthorizationRepository, Id, ListedAuthorization } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import type { Reach } from '../../service-tickets/reach.ts';
import type { RestCall } from '../../service-tickets/rest-handler.ts';

interface Reads {
  readonly authorizations: AuthorizationRepository;
}

/** By its path name, in either spelling. Somebody else's is as unknown as one that does not exist. Throws OsmError. */
export async function namedAuthorization(reads: Reads, call: RestCall, name: string, reach: Reach): Promise<ListedAuthorization> {
  const named = parseAuthorizationId(name);
  if (named.kind === 'malformed') throw new OsmError('OSM.01010001');
  const found = named.kind === 'unknown' ? undefined : await reads.authorizations.get(call.instance.instanceId, named.id);
  return reached(found, call, reach);
}

/** With the authorization that it belongs to. Throws OsmError. */
export async function namedDetail(reads: Reads, call: RestCall, name: string, reach: Reach): Promise<{ readonly authorization: ListedAuthorization; readonly detail: AuthorizationDetail }> {
  const id = parseId(name);
  const found = id === undefined ? undefined : await reads.authorizations.ofDetail(call.instance.instanceId, id);
  const authorization = reached(found, call, reach);
  return { authorization, detail: detailOf(authorization, name) };
}

/** Throws OsmError when the authorization has no such detail. */
export function detailOf(authorization: ListedAuthorization, id: Id): AuthorizationDetail {
  const detail = authorization.details.find((each) => each.id === id);
  if (detail === undefined) throw new OsmError('OSM.01010002');
  return detail;
}

function reached(found: ListedAuthorization | undefined, call: RestCall, reach: Reach): ListedAuthorization {
  if (found === undefined || !reach.reaches(found.ownerId)) throw new OsmError('OSM.01010002');
  call.note({ authorizationId: found.id, caseId: found.caseId, userId: found.userId });
  return found;
}
