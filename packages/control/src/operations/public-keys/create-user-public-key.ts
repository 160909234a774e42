import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { readPublicKey } from './read-public-key.ts';

export async function createUserPublicKey(params: Params<'CreateUserPublicKey'>, call: Call): Promise<Result<'CreateUserPublicKey'>> {
  const userId = foundId(params.UserId);
  const { instanceId } = call.instance;
  demand(isPlainText(params.PublicKeyName));
  const key = readPublicKey(params.PublicKey, call);
  const id = await call.transact(async (tx) => {
    found(await tx.users.get(instanceId, userId));
    const created = await tx.publicKeys.create({ instanceId, userId, name: params.PublicKeyName, comment: params.Comment ?? '', ...key });
    call.note({ publicKeyId: created, fingerprint: key.fingerprint });
    return created;
  });
  return { PublicKeyId: id };
}
