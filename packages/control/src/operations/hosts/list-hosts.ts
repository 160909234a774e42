import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listHosts(params: Params<'ListHosts'>, call: Call): Promise<Result<'ListHosts'>> {
  // There are no asset groups yet, and a group that does not exist has no hosts.
  if (params.HostGroupId !== undefined) return { Hosts: [], TotalCount: 0 };
  const filter = defined({
    hostName: params.HostName,
    hostAddress: params.HostAddress,
    osType: params.OSType,
    source: params.Source,
    sourceInstanceId: params.SourceInstanceId,
    sourceInstanceState: params.SourceInstanceState,
  });
  const page = await call.deps.store.hosts.list(call.scope(params.ProjectId), filter, pageOf(params));
  return {
    Hosts: page.items.map((host) => ({
      ActiveAddressType: host.activeAddressType,
      Comment: host.comment,
      HostAccountCount: host.accountCount,
      HostId: host.id,
      HostName: host.hostName,
      HostPrivateAddress: host.privateAddress,
      HostPublicAddress: host.publicAddress,
      OSType: host.osType,
      Source: host.source,
      SourceInstanceId: host.sourceInstanceId,
      SourceInstanceState: host.sourceInstanceState,
    })),
    TotalCount: page.total,
  };
}
