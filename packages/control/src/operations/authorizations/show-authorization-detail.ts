import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { authorizationAnswer, contentType, detailAnswer } from './authorization-answer.ts';
import { namedAuthorization } from './named-authorization.ts';

export async function showAuthorizationDetail(input: RestInputOf<'ShowAuthorizationDetail'>, call: RestCall): Promise<RestResultOf<'ShowAuthorizationDetail'>> {
  const { store } = call.deps;
  const reach = await readReach(call, input.query.group_id);
  const authorization = await namedAuthorization(store, call, input.path.authorization_id, reach);
  return {
    ...authorizationAnswer(authorization, input, await store.now()),
    incident_auth_detail_list: authorization.details.map(detailAnswer),
    auth_handler_name: authorization.userName,
    agency_name: authorization.agencyId,
    ...contentType(input.language),
  };
}
