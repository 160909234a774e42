import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function revokeTemporaryAccess(params: Params<'RevokeTemporaryAccess'>, call: Call): Promise<Result<'RevokeTemporaryAccess'>> {
  const { instanceId } = call.instance;
  const id = foundId(params.PrincipalId);
  const revoked = await call.transact(async (tx) => {
    found(await tx.principals.get(instanceId, id));
    const count = await tx.authTokens.revokeOf(instanceId, id);
    call.note({ revoked: count });
    return count;
  });
  return { Revoked: revoked };
}
