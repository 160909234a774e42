import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { decodeBase64 } from '../../parameters/base64.ts';
import { found, foundId } from '../../parameters/found.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createUserPublicKey(params: Params<'CreateUserPublicKey'>, call: Call): Promise<Result<'CreateUserPublicKey'>> {
  const userId = foundId(params.UserId);
  const { instanceId } = call.instance;
  const text = decodeBase64(params.PublicKey).toString('utf8').trim();
  // Several lines would register the first and seem to register all.
  demand(!/[\r\n]/.test(text) && isPlainText(params.PublicKeyName));
  const key = call.deps.keys.parsePublicKey(text);
  demand(key !== undefined);
  const { algorithm, blob, fingerprintMd5: fingerprint } = key;
  const id = await call.transact(async (tx) => {
    found(await tx.users.get(instanceId, userId));
    const created = await tx.publicKeys.create({ instanceId, userId, name: params.PublicKeyName, comment: params.Comment ?? '', algorithm, blob, fingerprint });
    call.note({ publicKeyId: created, fingerprint });
    return created;
  });
  return { PublicKeyId: id };
}
