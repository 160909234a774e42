import { fingerprintSha256, parsePrivateKey } from '@sallyport/ssh';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { createPrivateFile, syncDirectory } from './private-file.ts';
import { systemCode } from './system-error.ts';

/** Preference of the door: what a client that knows several is shown first. */
const FILES = ['ssh_host_ed25519_key', 'ssh_host_ecdsa_key', 'ssh_host_rsa_key'] as const;

/** Writes the door's private keys, in the order in which `readHostKeys` gives them back. */
export async function writeHostKeys(directory: string, keys: readonly string[]): Promise<void> {
  await mkdir(directory, { mode: 0o700 });
  for (const key of keys) await createPrivateFile(join(directory, fileFor(key)), key);
  await syncDirectory(directory);
}

export async function readHostKeys(directory: string): Promise<readonly string[]> {
  return Promise.all(FILES.map(async (name) => {
    const path = join(directory, name);
    try {
      const text = await readFile(path, 'utf8');
      parsePrivateKey(text);
      return text;
    } catch (error) {
      throw new Refusal('DIRECTORY_DAMAGED', `The door's host key ${path} cannot be read (${systemCode(error) ?? 'not a key'}). Restore it from a backup, or engineers' clients will warn of a changed key.`, { cause: error });
    }
  }));
}

/** `SHA256:…` of each key, as `ssh-keygen -l` prints it. */
export function hostKeyFingerprints(keys: readonly string[]): readonly string[] {
  return keys.map((key) => fingerprintSha256(parsePrivateKey(key).publicKey.blob));
}

function fileFor(key: string): string {
  const { algorithm } = parsePrivateKey(key).publicKey;
  if (algorithm === 'ssh-ed25519') return FILES[0];
  return algorithm.startsWith('ecdsa-') ? FILES[1] : FILES[2];
}
