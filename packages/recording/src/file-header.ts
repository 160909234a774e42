import { createHash } from 'node:crypto';
import { RecordingError } from './errors.ts';
import { FILE_PREFIX, HASH_LENGTH, MAGIC, MAJOR, MAX_DESCRIPTION, MINOR } from './format.ts';

/** What a file tells without its key. */
export interface FileHeader {
  readonly recordingId: string;
  readonly instanceId: string;
  readonly wrappedKey: Uint8Array;
}

/** The header as it stands at the start of a file, and its hash, with which the chain begins. */
export function encodeFileHeader(header: FileHeader): { readonly bytes: Buffer; readonly hash: Buffer } {
  const description = Buffer.from(JSON.stringify({
    recordingId: header.recordingId,
    instanceId: header.instanceId,
    cipher: 'aes-256-gcm',
    compression: 'deflate-raw',
    wrappedKey: Buffer.from(header.wrappedKey).toString('base64'),
  }));
  if (description.length > MAX_DESCRIPTION) throw new RecordingError('RECORDING_META_INVALID', 'the wrapped key of the recording is too long');
  const prefix = Buffer.alloc(FILE_PREFIX);
  MAGIC.copy(prefix);
  prefix.writeUInt16BE(MAJOR, 8);
  prefix.writeUInt16BE(MINOR, 10);
  prefix.writeUInt32BE(description.length, 12);
  const hash = createHash('sha256').update(prefix).update(description).digest();
  return { bytes: Buffer.concat([prefix, description, hash]), hash };
}

/** Length of the whole header whose first 16 bytes are `prefix`. Throws `RECORDING_DAMAGED`, `RECORDING_VERSION_UNSUPPORTED`. */
export function fileHeaderLength(prefix: Buffer): number {
  if (prefix.length < FILE_PREFIX || !prefix.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('this is not a recording');
  const major = prefix.readUInt16BE(8);
  if (major !== MAJOR) throw new RecordingError('RECORDING_VERSION_UNSUPPORTED', `recording format ${major} is not known here (this program reads ${MAJOR})`);
  const length = prefix.readUInt32BE(12);
  if (length > MAX_DESCRIPTION) throw damaged('the header of the recording is too long');
  return FILE_PREFIX + length + HASH_LENGTH;
}

/** Reads a whole header. Throws `RECORDING_DAMAGED`. */
export function parseFileHeader(bytes: Buffer): { readonly header: FileHeader; readonly hash: Buffer } {
  const covered = bytes.subarray(0, bytes.length - HASH_LENGTH);
  const hash = createHash('sha256').update(covered).digest();
  if (!hash.equals(bytes.subarray(covered.length))) throw damaged('the header of the recording is damaged');
  let value: unknown;
  try {
    value = JSON.parse(covered.toString('utf8', FILE_PREFIX));
  } catch (error) {
    throw damaged('the header of the recording is not JSON', error);
  }
  if (typeof value !== 'object' || value === null) throw damaged('the header of the recording is not an object');
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { recordingId, instanceId, wrappedKey } = fields;
  if (typeof recordingId !== 'string' || typeof instanceId !== 'string' || typeof wrappedKey !== 'string') throw damaged('the header of the recording lacks a field');
  if (fields['cipher'] !== 'aes-256-gcm' || fields['compression'] !== 'deflate-raw') throw damaged('the header of the recording names an unknown cipher or compression');
  return { header: { recordingId, instanceId, wrappedKey: Buffer.from(wrappedKey, 'base64') }, hash };
}

function damaged(message: string, cause?: unknown): RecordingError {
  return new RecordingError('RECORDING_DAMAGED', message, cause === undefined ? undefined : { cause });
}
