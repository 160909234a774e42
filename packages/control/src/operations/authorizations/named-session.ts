import { parseId } from '@sallyport/core';
import type { NumberedSession } from '@sallyport/core';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall } from '../../service-tickets/rest-handler.ts';
import { detailOf, namedAuthorization } from './named-authorization.ts';

interface Named {
  readonly path: { readonly authorization_id: string; readonly authorization_detail_id: string; readonly session_id: string };
  readonly query: { readonly group_id?: string };
}

/** A session on the very detail that the path names: whoever was lent to see one authorization's history must not read another's. Throws OsmError. */
export async function namedSession({ path, query }: Named, call: RestCall): Promise<NumberedSession> {
  const { store } = call.deps;
  const authorization = await namedAuthorization(store, call, path.authorization_id, await readReach(call, query.group_id));
  const detail = detailOf(authorization, path.authorization_detail_id);
  const number = parseId(path.session_id);
  const session = number === undefined ? undefined : await store.sessions.getByNumber(call.instance.instanceId, number);
  if (session === undefined || session.accountId !== detail.id) throw new OsmError('OSM.01010002');
  call.note({ sessionId: session.id, sessionUserId: session.userId, hostId: session.hostId });
  return session;
}
