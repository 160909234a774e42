import { endAuthorizationsOfPrincipal, endAuthorizationsOfUser } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

/**
 * Nobody deletes himself: the last administrator would lock everybody out. The user who is tied to the principal has lost the account that
 * he comes from: he becomes RemoteDeleted, which ends what he runs (ruling D2). Ids are never reused, so nobody inherits the tie.
 * What was lent to that user ends, what the principal lent as a customer, and what it asked for and nobody confirmed. Its tickets stay for support to end.
 */
export async function deletePrincipal(params: Params<'DeletePrincipal'>, call: Call): Promise<Result<'DeletePrincipal'>> {
  const id = foundId(params.PrincipalId);
  if (id === call.principal.id) throw new ApiError('PrincipalIsCaller');
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    foundOne(await tx.principals.delete(instanceId, id));
    await endAuthorizationsOfPrincipal(tx, instanceId, id, call.principal.id);
    const tied = await tx.users.findByPrincipal(instanceId, id);
    if (tied === undefined) return;
    await tx.users.modify(instanceId, tied.id, { remoteState: 'RemoteDeleted' });
    await endAuthorizationsOfUser(tx, instanceId, tied.id, call.principal.id);
    call.note({ userId: tied.id });
    tx.hint({ instanceId, kind: 'user', id: tied.id });
  });
  return {};
}
