import { endAuthorization, moveAuthorization } from '@sallyport/core';
import type { Authorization, Id } from '@sallyport/core';
import { logCase } from '../../service-tickets/case-log.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { namedAuthorization } from './named-authorization.ts';
import { decideOnce, isRecentlyBy } from './repeated-call.ts';
import { demandSeparation } from './separation.ts';

interface Order {
  readonly event: 'reject' | 'cancel';
  readonly reason: string;
}

/** Rejects what waits, or takes back what was granted: whoever works on it is cut, and the secrets that were given for it are destroyed. */
export async function updateAuthorizations(input: RestInputOf<'UpdateAuthorizations'>, call: RestCall): Promise<RestResultOf<'UpdateAuthorizations'>> {
  const { store } = call.deps;
  const order: Order = { event: input.query.action_id, reason: input.body.reject_reason ?? '' };
  const reach = await readReach(call, input.body.group_id);
  const { id } = await namedAuthorization(store, call, input.path.authorization_id, reach);
  await decideOnce(call, () => end(call, id, order), async () => {
    const now = await store.now();
    const ended = await store.authorizations.get(call.instance.instanceId, id);
    return ended !== undefined && isRepetition(ended, order, call, now);
  });
  return { error_code: '', error_msg: '' };
}

async function end(call: RestCall, id: Id, { event, reason }: Order): Promise<void> {
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    const authorization = await tx.authorizations.get(instanceId, id);
    if (authorization === undefined) throw new OsmError('OSM.01010002');
    // Taking access away needs no second pair of eyes; turning a request down is a decision on it.
    if (event === 'reject') await demandSeparation(tx, authorization, call);
    const ended = await endAuthorization(tx, instanceId, id, { event, by: call.principal.id, reason, cause: '' });
    if (ended === undefined) throw new OsmError('OSM.01010014');
    await logCase(tx, call, ended.caseId, { operation: `${event}-authorization`, operator: 'customer', words: reason });
  });
}

function isRepetition(authorization: Authorization, { event, reason }: Order, call: RestCall, now: number): boolean {
  if (authorization.status !== moveAuthorization('pending', event) || authorization.reason !== reason || authorization.endCause !== '') return false;
  const { decidedBy, decidedAt, endedBy, endedAt } = authorization;
  return event === 'reject' ? isRecentlyBy(call, decidedBy, decidedAt, now) : isRecentlyBy(call, endedBy, endedAt, now);
}
