import type { UserPublicKey } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import { decodeBase64 } from '../../parameters/base64.ts';
import { demand } from '../../parameters/refuse.ts';

/** The one key of a base64 parameter; throws InvalidParameter for anything else. */
export function readPublicKey(parameter: string, call: Call): Pick<UserPublicKey, 'algorithm' | 'blob' | 'fingerprint'> {
  const text = decodeBase64(parameter).toString('utf8').trim();
  // Several lines would register the first and seem to register all.
  demand(!/[\r\n]/.test(text));
  const key = call.deps.keys.parsePublicKey(text);
  demand(key !== undefined);
  return { algorithm: key.algorithm, blob: key.blob, fingerprint: key.fingerprintMd5 };
}
