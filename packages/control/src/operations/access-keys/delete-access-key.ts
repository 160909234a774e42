import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundOne } from '../../parameters/found.ts';

/** Neither the key that signs this very call nor what that was made with: the last one of the last administrator would lock everybody out. */
export async function deleteAccessKey(params: Params<'DeleteAccessKey'>, call: Call): Promise<Result<'DeleteAccessKey'>> {
  await call.transact(async (tx) => {
    foundOne(await tx.accessKeys.delete(call.instance.instanceId, params.UserAccessKeyId));
    if (call.accessKeyId !== '' && await tx.accessKeys.find(call.accessKeyId) === undefined) throw new ApiError('PrincipalIsCaller');
  });
  return {};
}
