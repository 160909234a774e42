import type { Host, Id, Page } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

type Named = Params<'ExplainAccess'>;

/** No object has it: the decision then says itself what is missing. */
const NO_ID: Id = '0';

/** Accounts of one name on one host. */
const MOST_OPERABLE = 100;

/** How far back is looked for what was lent, newest first. */
const MOST_AUTHORIZATIONS = 500;
const AT_ONCE = 100;

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

/**
 * As the door chooses: an account that the user may operate now, then one of the host's own. Last the newest that an authorization lent him, or will: the
 * decision then says why not now.
 */
export async function accountIdOf(params: Named, call: Call, userId: Id, hostId: Id): Promise<Id> {
  const { grants, hostAccounts } = call.deps.store;
  const { instanceId } = call.instance;
  const one = { number: 1, size: 1 };
  const operable = await grants.listOperableAccounts(instanceId, userId, hostId, params.Account, { number: 1, size: MOST_OPERABLE });
  const held = operable.items.find((account) => account.name === params.Account && account.protocol === params.Protocol);
  if (held !== undefined) return held.id;
  const page = await hostAccounts.list(call.scope(params.ProjectId), { hostIds: [hostId], name: params.Account, protocol: params.Protocol }, one);
  return page.items[0]?.id ?? await lentAccountId(params, call, userId, hostId) ?? NO_ID;
}

async function lentAccountId(params: Named, call: Call, userId: Id, hostId: Id): Promise<Id | undefined> {
  if (params.Protocol !== 'SSH') return undefined;
  const { authorizations } = call.deps.store;
  const { instanceId } = call.instance;
  for (let offset = 0; offset < MOST_AUTHORIZATIONS; offset += AT_ONCE) {
    const page = await authorizations.list(instanceId, {}, { offset, limit: AT_ONCE }, await call.deps.store.now());
    const details = page.items.filter((listed) => listed.userId === userId).flatMap((listed) => listed.details);
    const lent = details.find((detail) => detail.granted && detail.hostId === hostId && detail.account === params.Account);
    if (lent !== undefined) return lent.id;
    if (page.items.length < AT_ONCE) return undefined;
  }
  return undefined;
}

function only(page: Page<Host>): Id {
  if (page.total > 1) throw new ApiError('InvalidParameter', { message: 'Several hosts match; give HostId.' });
  return found(page.items[0], 'There is no such host.').id;
}
