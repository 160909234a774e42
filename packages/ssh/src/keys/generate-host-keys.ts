import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { writeOpenSsh } from './write-openssh.ts';

const generate = promisify(generateKeyPair);

/**
 * New host keys in OpenSSH form, in order of preference: ed25519, ecdsa nistp256, rsa 3072.
 * Not by ssh2, whose ed25519 keys cannot be read back about once in three hundred times.
 */
export async function generateHostKeys(): Promise<readonly string[]> {
  const pairs = await Promise.all([generate('ed25519'), generate('ec', { namedCurve: 'P-256' }), generate('rsa', { modulusLength: 3072 })]);
  return pairs.map(({ privateKey }) => writeOpenSsh(privateKey));
}
