import { endAuthorizationsOfUser } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

export async function deleteUser(params: Params<'DeleteUser'>, call: Call): Promise<Result<'DeleteUser'>> {
  const id = foundId(params.UserId);
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    await tx.tickets.endOf(instanceId, { userId: id }, 'user-deleted', call.principal.id, '', tx.now);
    await endAuthorizationsOfUser(tx, instanceId, id, call.principal.id);
    foundOne(await tx.users.delete(instanceId, id));
    tx.hint({ instanceId, kind: 'user', id });
  });
  return {};
}
