import { parseId } from '@sallyport/core';
import type { AuthorizationFilter, AuthorizationStatus } from '@sallyport/core';
import { defined } from '../../parameters/defined.ts';
import { filled } from '../../service-tickets/filled.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { dateTime } from '../../service-tickets/times.ts';
import { authorizationAnswer, STATUS_NUMBERS } from './authorization-answer.ts';

type Query = RestInputOf<'ListAuthorizations'>['query'];

export async function listAuthorizations(input: RestInputOf<'ListAuthorizations'>, call: RestCall): Promise<RestResultOf<'ListAuthorizations'>> {
  const { store } = call.deps;
  const { ownerIds } = await readReach(call, input.query.group_id);
  // Without this, the filter would name no owner and find everybody's.
  if (ownerIds === undefined) throw new OsmError('OSM.01010002');
  const filter = readFilter(input.query);
  if (filter === undefined) return { count: 0, incident_auth_list: [] };
  const now = await store.now();
  const { offset, limit } = input.query;
  const page = await store.authorizations.list(call.instance.instanceId, { ...filter, ownerIds }, { offset, limit }, now);
  return {
    count: page.total,
    incident_auth_list: page.items.map((authorization) => ({
      ...authorizationAnswer(authorization, input, now),
      create_time: dateTime(authorization.createdAt, input.timeZone),
      customer_id: authorization.ownerId,
      x_customer_id: authorization.ownerId,
      content_of_auth_letter: authorization.commitment,
    })),
  };
}

/** Undefined: it can find nothing. */
function readFilter(query: Query): AuthorizationFilter | undefined {
  const named = filled(query.incident_id);
  const caseId = named === undefined ? undefined : parseId(named);
  if (named !== undefined && caseId === undefined) return undefined;
  return defined({
    caseId,
    status: STATUSES.find((each) => STATUS_NUMBERS[each] === query.status),
    ownerName: filled(query.sub_customer_name),
    text: filled(query.simple_description),
  });
}

const STATUSES: readonly AuthorizationStatus[] = ['pending', 'authorized', 'rejected', 'expired', 'recalled', 'canceled'];
