import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';

export async function deleteHostAccount(params: Params<'DeleteHostAccount'>, call: Call): Promise<Result<'DeleteHostAccount'>> {
  const id = foundId(params.HostAccountId);
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    // Before anything ends: an id of another project must not touch its tickets.
    found(await tx.hostAccounts.get(scope, id));
    await tx.tickets.endOf(scope.instanceId, { accountIds: [id] }, 'asset-deleted', call.principal.id, '', tx.now);
    foundOne(await tx.hostAccounts.delete(scope, id));
    tx.hint({ instanceId: scope.instanceId, kind: 'account', id });
  });
  return {};
}
