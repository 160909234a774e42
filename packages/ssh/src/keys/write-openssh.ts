import { randomBytes } from 'node:crypto';
import type { KeyObject, webcrypto } from 'node:crypto';
import type { Field } from '../wire/message.ts';
import { encodeFields } from '../wire/message.ts';
import { exportPublicKey, mpint } from './public-key.ts';

/** A private key, not encrypted, in the openssh-key-v1 form (OpenSSH's PROTOCOL.key). Throws `TypeError` for kinds that SSH lacks. */
export function writeOpenSsh(key: KeyObject): string {
  const publicKey = exportPublicKey(key);
  if (publicKey === undefined) throw new TypeError('SSH has no form for such a key');
  const blob = Buffer.from(publicKey.blob, 'base64');
  const check = { raw: randomBytes(4) };
  const secret = encodeFields(check, check, publicKey.algorithm, ...privateFields(publicKey.algorithm, key.export({ format: 'jwk' })), '');
  // Padded to the block of the cipher `none`, with 1, 2, 3 …
  const padding = Uint8Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1);
  const body = encodeFields({ raw: Buffer.from('openssh-key-v1\0') }, 'none', 'none', '', 1, blob, Buffer.concat([secret, padding]));
  const lines = Buffer.from(body).toString('base64').replaceAll(/(.{70})(?=.)/g, '$1\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

function privateFields(algorithm: string, jwk: webcrypto.JsonWebKey): readonly Field[] {
  const bytes = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
  const number = (text: string | undefined): Uint8Array => mpint(bytes(text));
  if (algorithm === 'ssh-ed25519') return [bytes(jwk.x), Buffer.concat([bytes(jwk.d), bytes(jwk.x)])];
  if (algorithm === 'ssh-rsa') return [jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map(number);
  const point = Buffer.concat([Uint8Array.of(4), bytes(jwk.x), bytes(jwk.y)]);
  return [algorithm.slice('ecdsa-sha2-'.length), point, number(jwk.d)];
}
