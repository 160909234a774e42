import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';
import { checkHost } from './host-rules.ts';

/** The host-key pin stays when the address changes: a stored secret cannot be stolen by pointing it elsewhere (ruling H4). */
export async function modifyHost(params: Params<'ModifyHost'>, call: Call): Promise<Result<'ModifyHost'>> {
  const id = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  const changes = defined({
    hostName: params.HostName,
    osType: params.OSType,
    privateAddress: params.HostPrivateAddress,
    publicAddress: params.HostPublicAddress,
    comment: params.Comment,
    networkDomainId: params.NetworkDomainId,
    prefKex: params.PrefKex,
  });
  await call.transact(async (tx) => {
    const host = found(await tx.hosts.get(scope, id));
    checkHost({ ...host, ...changes });
    foundOne(await tx.hosts.modify(scope, id, changes));
    tx.hint({ instanceId: scope.instanceId, kind: 'host', id });
  });
  return {};
}
