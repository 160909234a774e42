import type { ParsedKey } from 'ssh2';
import { parseBySsh2 } from '../keys/parse-by-ssh2.ts';
import { loadPrivateKey } from '../keys/private-key.ts';
import { signatureAlgorithmsOf } from './algorithms.ts';

/** Host keys by the signature algorithms that they serve, in order of preference. */
export type HostKeys = Readonly<Record<string, ParsedKey>>;

/** Throws `PrivateKeyError` for a key that cannot be used; the first key of a kind wins. */
export function loadHostKeys(texts: readonly string[]): HostKeys {
  const keys: Record<string, ParsedKey> = {};
  for (const text of texts) {
    const { key, publicKey } = loadPrivateKey(text);
    // PKCS#8 is beyond ssh2; it reads the older forms.
    const pem = key.asymmetricKeyType === 'ed25519' ? text : key.export({ format: 'pem', type: key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1' });
    const parsed = parseBySsh2(pem.toString());
    if (parsed === undefined) throw new TypeError(`Host key of kind ${publicKey.algorithm} is not in a form that can be used`);
    for (const algorithm of signatureAlgorithmsOf(publicKey.algorithm)) keys[algorithm] ??= parsed;
  }
  if (Object.keys(keys).length === 0) throw new TypeError('No host key');
  return keys;
}
