import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../cli/refusal.ts';
import { createPrivateFile } from './private-file.ts';
import { systemCode } from './system-error.ts';

const MASTER_KEY_BYTES = 32;

/** Writes a new key as one line of base64; throws EEXIST rather than ever replacing a key. */
export async function createMasterKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(MASTER_KEY_BYTES);
  await createPrivateFile(path, `${key.toString('base64')}\n`);
  return key;
}

/** Reads 32 raw bytes or their base64. Refuses a file that others may read, and anything that is no key. */
export async function readMasterKey(path: string): Promise<Uint8Array> {
  let bytes: Buffer;
  let mode: number;
  try {
    mode = (await stat(path)).mode;
    bytes = await readFile(path);
  } catch (error) {
    throw new Refusal('MASTER_KEY_UNREADABLE', `The master key ${path} cannot be read (${systemCode(error) ?? 'unknown error'}). Without it no secret of this installation can be opened: put the file back.`, { cause: error });
  }
  if ((mode & 0o077) !== 0) throw new Refusal('MASTER_KEY_UNREADABLE', `The master key ${path} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${path}`);
  const key = bytes.length === MASTER_KEY_BYTES ? bytes : decoded(bytes.toString('latin1').trim());
  if (key === undefined) throw new Refusal('MASTER_KEY_UNREADABLE', `${path} is not a master key: 32 bytes, or their base64, are expected.`);
  return key;
}

function decoded(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/u.test(text)) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length === MASTER_KEY_BYTES ? key : undefined;
}
