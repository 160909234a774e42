import type { Host, Id, Page } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

type Named = Params<'ExplainAccess'>;

/** No object has it: the decision then says itself what is missing. */
const NO_ID: Id = '0';

export async function userIdOf(params: Named, call: Call): Promise<Id> {
  if (params.UserId !== undefined) return foundId(params.UserId);
  if (params.UserName === undefined) throw new ApiError('MissingUserName');
  return found(await call.deps.store.users.findByName(call.instance.instanceId, params.UserName), 'There is no such user.').id;
}

/** By name, then by address, as the door reads login names (ruling F1). */
export async function hostIdOf(params: Named, call: Call): Promise<Id> {
  if (params.HostId !== undefined) return foundId(params.HostId);
  if (params.HostName === undefined) throw new ApiError('MissingHostName');
  const { hosts } = call.deps.store;
  const scope = call.scope(params.ProjectId);
  const page = { number: 1, size: 2 };
  const byName = await hosts.list(scope, { hostName: params.HostName }, page);
  return only(byName.total > 0 ? byName : await hosts.list(scope, { hostAddress: params.HostName }, page));
}

export async function accountIdOf(params: Named, call: Call, hostId: Id): Promise<Id> {
  const filter = { hostIds: [hostId], name: params.Account, protocol: params.Protocol };
  const page = await call.deps.store.hostAccounts.list(call.scope(params.ProjectId), filter, { number: 1, size: 1 });
  return page.items[0]?.id ?? NO_ID;
}

function only(page: Page<Host>): Id {
  if (page.total > 1) throw new ApiError('InvalidParameter', { message: 'Several hosts match; give HostId.' });
  return found(page.items[0], 'There is no such host.').id;
}
