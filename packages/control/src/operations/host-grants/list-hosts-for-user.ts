import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { found, foundId } from '../../parameters/found.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listHostsForUser(params: Params<'ListHostsForUser'>, call: Call): Promise<Result<'ListHostsForUser'>> {
  const { store } = call.deps;
  const scope = call.scope(params.ProjectId);
  const user = found(await store.users.get(scope.instanceId, foundId(params.UserId)));
  const filter = defined({ hostName: params.HostName, hostAddress: params.HostAddress, osType: params.OSType });
  const page = await store.grants.listHosts(scope, user.id, params.Mode, filter, pageOf(params));
  return {
    Hosts: page.items.map((host) => ({
      ActiveAddressType: host.activeAddressType,
      Comment: host.comment,
      HostId: host.id,
      HostName: host.hostName,
      HostPrivateAddress: host.privateAddress,
      HostPublicAddress: host.publicAddress,
      OSType: host.osType,
      // Projects come with a later issue; the default one has a name and no number.
      ProjectId: '',
      ProjectName: host.projectId,
    })),
    TotalCount: page.total,
  };
}
