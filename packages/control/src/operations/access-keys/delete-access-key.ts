import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundOne } from '../../parameters/found.ts';

/** Not the key that signs this very call: the last one of the last administrator would lock everybody out. */
export async function deleteAccessKey(params: Params<'DeleteAccessKey'>, call: Call): Promise<Result<'DeleteAccessKey'>> {
  if (params.UserAccessKeyId === call.accessKeyId) throw new ApiError('PrincipalIsCaller');
  await call.transact(async (tx) => {
    foundOne(await tx.accessKeys.delete(call.instance.instanceId, params.UserAccessKeyId));
  });
  return {};
}
