import { dial } from './dial.ts';
import { createDoor } from './door.ts';
import { createPair } from './pair.ts';
import type { Ssh } from './port.ts';

export * from './port.ts';
export { fingerprintMd5, fingerprintSha256 } from './keys/fingerprint.ts';
export { generateHostKeys } from './keys/generate-host-keys.ts';
export { PrivateKeyError, parsePrivateKey } from './keys/private-key.ts';
export type { PrivateKeyErrorCode } from './keys/private-key.ts';
export { parsePublicKey } from './keys/public-key.ts';

/** The library over ssh2's key exchange and ciphers. */
export function createSsh(): Ssh {
  return { createDoor, dial, pair: createPair };
}
