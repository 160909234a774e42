import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Refusal } from '../cli/refusal.ts';
import { createPrivateFile } from './private-file.ts';
import { systemCode } from './system-error.ts';

/** The node's own Ed25519 key: it names the node in the store and signs heads of the audit chain. */
export interface NodeKey {
  readonly privateKey: KeyObject;
  /** base64 of the raw 32 bytes. */
  readonly publicKey: string;
}

export async function createNodeKey(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await createPrivateFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

export async function readNodeKey(path: string): Promise<NodeKey> {
  try {
    const privateKey = createPrivateKey(await readFile(path));
    // The raw key is the last 32 bytes of the SubjectPublicKeyInfo (RFC 8410 §4).
    const raw = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
    return { privateKey, publicKey: raw.toString('base64') };
  } catch (error) {
    throw new Refusal('DIRECTORY_DAMAGED', `The node key ${path} cannot be read (${systemCode(error) ?? 'not a key'}). Restore it from a backup of this node.`, { cause: error });
  }
}
