import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DomainError } from '@sallyport/core';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: version byte, nonce (12), tag (16), ciphertext. `place` is authenticated with it: it opens nowhere else. */
export function sealBlob(key: KeyObject | Uint8Array, place: readonly string[], plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(placeBytes(place));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

/** Throws `DomainError('SECRET_UNREADABLE')` for another key, another place or a changed byte. */
export function openBlob(key: KeyObject | Uint8Array, place: readonly string[], sealed: Uint8Array): Buffer {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) throw new DomainError('SECRET_UNREADABLE', { place: place.join('/') });
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(placeBytes(place));
  decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  const opened = decipher.update(sealed.subarray(1 + NONCE + TAG));
  try {
    // Throws unless the tag fits; an AES-GCM final block is always empty.
    decipher.final();
    return opened;
  } catch (error) {
    opened.fill(0);
    throw new DomainError('SECRET_UNREADABLE', { place: place.join('/') }, { cause: error });
  }
}

/** JSON of the parts: no two places share a text, whatever characters their names hold. */
function placeBytes(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['sallyport', VERSION, ...place]));
}
