import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';

export async function deleteUserPublicKey(params: Params<'DeleteUserPublicKey'>, call: Call): Promise<Result<'DeleteUserPublicKey'>> {
  const id = foundId(params.PublicKeyId);
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    const key = found(await tx.publicKeys.get(instanceId, id));
    foundOne(await tx.publicKeys.delete(instanceId, id));
    call.note({ userId: key.userId, fingerprint: key.fingerprint });
  });
  return {};
}
