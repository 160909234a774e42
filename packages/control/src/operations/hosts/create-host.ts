import { DEFAULT_PORTS } from '@sallyport/core';
import type { Host, Scope } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { creationScope } from '../../parameters/project.ts';
import { checkHost } from './host-rules.ts';

/** Network domains come later: the id is kept, and `decide` refuses log-ons that would need one (ruling C6). */
export async function createHost(params: Params<'CreateHost'>, call: Call): Promise<Result<'CreateHost'>> {
  const host = draft(params, creationScope(call, params.ProjectId), call.now);
  checkHost(host);
  const id = await call.transact(async (tx) => {
    const created = await tx.hosts.create({ ...host, createdAt: tx.now });
    call.note({ hostId: created });
    return created;
  });
  return { HostId: id };
}

function draft(params: Params<'CreateHost'>, scope: Scope, now: number): Omit<Host, 'id'> {
  return {
    ...scope,
    source: params.Source,
    hostName: params.HostName,
    osType: params.OSType,
    activeAddressType: params.ActiveAddressType,
    privateAddress: params.HostPrivateAddress ?? '',
    publicAddress: params.HostPublicAddress ?? '',
    comment: params.Comment ?? '',
    sourceInstanceId: params.SourceInstanceId ?? '',
    sourceInstanceState: 'Normal',
    instanceRegionId: params.InstanceRegionId ?? '',
    instanceMemberId: params.InstanceMemberId === undefined ? '' : String(params.InstanceMemberId),
    networkDomainId: params.NetworkDomainId ?? '',
    prefKex: 'default',
    sshPort: DEFAULT_PORTS.SSH,
    rdpPort: DEFAULT_PORTS.RDP,
    createdAt: now,
  };
}
