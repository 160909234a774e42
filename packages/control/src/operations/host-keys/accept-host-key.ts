import { pinPort } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demand } from '../../parameters/refuse.ts';

/** Pins a key that an administrator vouches for; the same key again succeeds, another of its port and algorithm must be cleared first. */
export async function acceptHostKey(params: Params<'AcceptHostKey'>, call: Call): Promise<Result<'AcceptHostKey'>> {
  const hostId = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  const key = call.deps.keys.parsePublicKey(params.PublicKey.trim());
  demand(key !== undefined);
  await call.transact(async (tx) => {
    const host = found(await tx.hosts.get(scope, hostId));
    const port = params.Port === undefined ? null : pinPort(host, params.Port);
    const pinned = await tx.hostKeyPins.list(scope.instanceId, hostId);
    const known = pinned.find((pin) => pin.port === port && pin.algorithm === key.algorithm);
    if (known !== undefined && known.blob !== key.blob) throw new ApiError('HostKeyAlreadyPinned');
    const { algorithm, blob, fingerprintSha256, fingerprintMd5 } = key;
    const pin = { hostId, port, algorithm, blob, fingerprintSha256, fingerprintMd5, pinnedAt: tx.now, pinnedBy: call.principal.name };
    if (known === undefined && !(await tx.hostKeyPins.pin(scope.instanceId, pin))) throw new ApiError('HostKeyAlreadyPinned');
    call.note({ algorithm, fingerprintSha256, ownPort: port === null });
  });
  return { FingerprintSha256: key.fingerprintSha256 };
}
