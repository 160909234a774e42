import { endAuthorizationsOfHost } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';

export async function deleteHost(params: Params<'DeleteHost'>, call: Call): Promise<Result<'DeleteHost'>> {
  const id = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    // Before anything ends: an id of another project must not touch its tickets.
    found(await tx.hosts.get(scope, id));
    await tx.tickets.endOf(scope.instanceId, { hostIds: [id] }, 'asset-deleted', call.principal.id, '', tx.now);
    await endAuthorizationsOfHost(tx, scope.instanceId, id, call.principal.id);
    foundOne(await tx.hosts.delete(scope, id));
    tx.hint({ instanceId: scope.instanceId, kind: 'host', id });
  });
  return {};
}
