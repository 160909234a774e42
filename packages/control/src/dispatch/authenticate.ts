import { MINUTE } from '@sallyport/core';
import type { Store, Vault } from '@sallyport/core';
import type { Claim } from '../signature/claim.ts';
import { ApiError } from './api-error.ts';
import type { Caller } from './caller.ts';
import { keyFault } from './prove-key.ts';

export { accessKeyBinding } from './access-key-binding.ts';

/**
 * Who signed the request: access key, time, signature, security token, nonce, in this order, so that neither a stranger nor a stale request can use up a
 * nonce. Throws ApiError.
 */
export async function authenticate(deps: { readonly store: Store; readonly vault: Vault }, claim: Claim, clockSkewMs: number): Promise<Caller> {
  const found = await deps.store.accessKeys.find(claim.accessKeyId);
  if (found === undefined) throw new ApiError('InvalidAccessKeyId.NotFound');
  if (!found.key.active) throw new ApiError('InvalidAccessKeyId.Inactive');
  const now = await deps.store.now();
  if (Math.abs(now - claim.signedAt) > clockSkewMs) throw new ApiError('InvalidTimeStamp.Expired');
  const fault = await keyFault(deps.vault, found, claim, now);
  if (fault === 'SignatureDoesNotMatch') throw mismatch(claim);
  if (fault !== undefined) throw new ApiError(fault);
  // Kept until the request's own time has left the window for good.
  const fresh = await deps.store.nonces.use(claim.accessKeyId, claim.nonce, claim.signedAt + clockSkewMs + MINUTE);
  if (!fresh) throw new ApiError('SignatureNonceUsed');
  const instance = await deps.store.instances.get(found.key.instanceId);
  if (instance === undefined) throw new ApiError('InvalidAccessKeyId.NotFound');
  return { principal: found.principal, instance, accessKeyId: claim.accessKeyId, tokenHash: '', provenUntil: found.key.expiresAt, now };
}

/** Old clients compare the end of the text with their own string to tell a wrong secret from a faulty client. It holds only what they sent. */
function mismatch(claim: Claim): ApiError {
  const shown = claim.shown();
  if (shown === '') return new ApiError('SignatureDoesNotMatch');
  return new ApiError('SignatureDoesNotMatch', { message: `Specified signature is not matched with our calculation. server string to sign is:${shown}` });
}
