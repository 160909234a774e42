import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { readPublicKey } from './read-public-key.ts';

/** No hint: the door asks for the key at every log-on, and a session does not live by the key that began it. */
export async function modifyUserPublicKey(params: Params<'ModifyUserPublicKey'>, call: Call): Promise<Result<'ModifyUserPublicKey'>> {
  const id = foundId(params.PublicKeyId);
  const { instanceId } = call.instance;
  demand(params.PublicKeyName === undefined || isPlainText(params.PublicKeyName));
  const key = params.PublicKey === undefined ? undefined : readPublicKey(params.PublicKey, call);
  await call.transact(async (tx) => {
    const before = found(await tx.publicKeys.get(instanceId, id));
    foundOne(await tx.publicKeys.modify(instanceId, id, defined({ name: params.PublicKeyName, comment: params.Comment, key })));
    // Both, so that the log tells which key opened a session of before, and which one of after.
    call.note({ userId: before.userId, fingerprint: key?.fingerprint ?? before.fingerprint, ...(key === undefined ? {} : { replaced: before.fingerprint }) });
  });
  return {};
}
