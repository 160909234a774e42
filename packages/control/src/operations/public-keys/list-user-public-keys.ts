import { parseId } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listUserPublicKeys(params: Params<'ListUserPublicKeys'>, call: Call): Promise<Result<'ListUserPublicKeys'>> {
  const userId = params.UserId === undefined ? undefined : parseId(params.UserId);
  if (params.UserId !== undefined && userId === undefined) return { PublicKeys: [], TotalCount: 0 };
  const page = await call.deps.store.publicKeys.list(call.instance.instanceId, userId, pageOf(params));
  return {
    PublicKeys: page.items.map((key) => ({
      Comment: key.comment, FingerPrint: key.fingerprint, PublicKeyId: key.id, PublicKeyName: key.name, UserId: key.userId,
    })),
    TotalCount: page.total,
  };
}
