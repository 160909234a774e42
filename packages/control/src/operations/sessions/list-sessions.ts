import { parseId } from '@sallyport/core';
import { sessionAnswer } from '../../answers/session.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listSessions(params: Params<'ListSessions'>, call: Call): Promise<Result<'ListSessions'>> {
  const ids = [params.UserId, params.HostId].filter((text) => text !== undefined);
  if (ids.some((text) => parseId(text) === undefined)) return { Sessions: [], TotalCount: 0 };
  const filter = defined({ userId: params.UserId, hostId: params.HostId, live: params.State === undefined ? undefined : params.State === 'live' });
  const page = await call.deps.store.sessions.list(call.instance.instanceId, filter, pageOf(params));
  return { Sessions: page.items.map(sessionAnswer), TotalCount: page.total };
}
