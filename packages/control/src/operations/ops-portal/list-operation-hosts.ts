import { DEFAULT_PROJECT } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { callerUser } from '../../parameters/caller-user.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listOperationHosts(params: Params<'ListOperationHosts'>, call: Call): Promise<Result<'ListOperationHosts'>> {
  const user = await callerUser(call);
  if (params.OperationProjectId !== undefined && params.OperationProjectId !== DEFAULT_PROJECT) return { Hosts: [], TotalCount: 0 };
  const filter = defined({
    hostName: params.HostName,
    hostAddress: params.HostAddress,
    osType: params.OSType,
    source: params.Source,
    sourceInstanceId: params.SourceInstanceId,
    sourceInstanceState: params.SourceInstanceState,
  });
  const page = await call.deps.store.grants.listOperable(call.instance.instanceId, user.id, filter, pageOf(params));
  return {
    Hosts: page.items.map((host) => ({
      ActiveAddressType: host.activeAddressType,
      Comment: host.comment,
      HostId: host.id,
      HostName: host.hostName,
      HostPrivateAddress: host.privateAddress,
      HostPublicAddress: host.publicAddress,
      OSType: host.osType,
      ProjectName: host.projectId,
      Source: host.source,
      SourceInstanceId: host.sourceInstanceId,
      SourceInstanceState: host.sourceInstanceState,
    })),
    TotalCount: page.total,
  };
}
