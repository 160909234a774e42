import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listHostAccountsForUser(params: Params<'ListHostAccountsForUser'>, call: Call): Promise<Result<'ListHostAccountsForUser'>> {
  const { store } = call.deps;
  const scope = call.scope(params.ProjectId);
  const user = found(await store.users.get(scope.instanceId, foundId(params.UserId)));
  const host = found(await store.hosts.get(scope, foundId(params.HostId)));
  const page = await store.grants.listAccounts(scope, user.id, host.id, params.HostAccountName, pageOf(params));
  return {
    HostAccounts: page.items.map((account) => ({
      HostAccountId: account.id, HostAccountName: account.name, HostId: account.hostId, IsAuthorized: account.isAuthorized, ProtocolName: account.protocol,
    })),
    TotalCount: page.total,
  };
}
