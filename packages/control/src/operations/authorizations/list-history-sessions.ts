import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { lasted, plainTime } from '../../service-tickets/times.ts';
import { detailOf, namedAuthorization } from './named-authorization.ts';

export async function listHistorySessions(input: RestInputOf<'ListHistorySessions'>, call: RestCall): Promise<RestResultOf<'ListHistorySessions'>> {
  const { store } = call.deps;
  const { offset, limit, group_id } = input.query;
  const authorization = await namedAuthorization(store, call, input.path.authorization_id, await readReach(call, group_id));
  const detail = detailOf(authorization, input.path.authorization_detail_id);
  const page = await store.sessions.listOfAccount(call.instance.instanceId, detail.id, { offset, limit });
  const now = await store.now();
  return {
    total_count: page.total,
    session_list: page.items.map(({ number, startedAt, endedAt }) => ({
      duration: lasted((endedAt ?? now) - startedAt),
      session_id: Number(number),
      start_time: plainTime(startedAt, input.timeZone),
      ...(endedAt === null ? {} : { end_time: plainTime(endedAt, input.timeZone) }),
    })),
  };
}
