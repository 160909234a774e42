import { createSecretKey } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoanName } from '@sallyport/core';
import { openBlob } from '../src/vault/sealed-blob.ts';

/** Version, nonce, tag and the 32 bytes of a key. */
const WRAPPED_KEY = 61;
const SEAL = 29;

/**
 * Somebody with a copy of all files and the master key, who knows how secrets are sealed and tries every place of every file. Files of wrapped keys are text:
 * what is base64 in them he reads too.
 */
export async function steal(directory: string, masterKey: Uint8Array, name: LoanName, item: string, length: number): Promise<string | undefined> {
  const master = createSecretKey(masterKey);
  const contents = await readAll(directory);
  const key = first(contents, WRAPPED_KEY, (bytes) => openBlob(master, ['loan-key', name.instanceId, name.kind, name.id], bytes));
  const secret = key && first(contents, SEAL + length, (bytes) => openBlob(key, ['loan', name.instanceId, name.kind, name.id, item], bytes));
  return secret?.toString();
}

/** Whether any file holds these bytes, as they are or as text. */
export async function holds(directory: string, bytes: Uint8Array): Promise<boolean> {
  const plain = Buffer.from(bytes);
  const needles = [plain, Buffer.from(plain.toString('base64')), Buffer.from(plain.toString('hex'))];
  return (await readAll(directory)).some((content) => needles.some((needle) => content.includes(needle)));
}

async function readAll(directory: string): Promise<Buffer[]> {
  const contents: Buffer[] = [];
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name));
    contents.push(content);
    for (const [text] of content.length < 1_000 ? content.toString('latin1').matchAll(/[A-Za-z0-9+/]{40,}=*/g) : []) contents.push(Buffer.from(text, 'base64'));
  }
  return contents;
}

function first(contents: readonly Buffer[], length: number, open: (bytes: Buffer) => Buffer): Buffer | undefined {
  for (const content of contents) {
    for (let at = content.indexOf(1); at !== -1 && at + length <= content.length; at = content.indexOf(1, at + 1)) {
      const bytes = content.subarray(at, at + length);
      if (!looksRandom(bytes)) continue;
      try {
        return open(bytes);
      } catch {
        // Some other bytes that begin with a 1.
      }
    }
  }
  return undefined;
}

const seen = new Uint32Array(256);
let round = 0;

/** Of 28 random bytes 20 different ones are all but certain, no six are zero and not 22 are text; pages are mostly zeros and text. */
function looksRandom(bytes: Buffer): boolean {
  round += 1;
  let [zeros, text, different] = [0, 0, 0];
  for (let n = 1; n < SEAL && zeros < 6; n += 1) {
    const byte = bytes[n] ?? 0;
    if (byte === 0) zeros += 1;
    if (byte >= 32 && byte < 127) text += 1;
    if (seen[byte] !== round) different += 1;
    seen[byte] = round;
  }
  return zeros < 6 && text < 22 && different >= 20;
}
