import { createHmac, timingSafeEqual } from 'node:crypto';
import { CHUNK_HEAD, CHUNK_HEAD_COVERED, TAG_LENGTH } from './format.ts';

/** The fixed part before a chunk's ciphertext. */
export interface ChunkHead {
  readonly kind: number;
  readonly ciphertextLength: number;
  readonly sequence: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly plainLength: number;
  readonly events: number;
  /** SHA-256 of what stands before. */
  readonly previous: Buffer;
}

export function encodeChunkHead(head: ChunkHead, headKey: Buffer, headerHash: Buffer): Buffer {
  const bytes = Buffer.alloc(CHUNK_HEAD);
  bytes.writeUInt8(head.kind, 0);
  bytes.writeUInt32BE(head.ciphertextLength, 4);
  bytes.writeBigUInt64BE(BigInt(head.sequence), 8);
  bytes.writeBigUInt64BE(BigInt(head.firstAt), 16);
  bytes.writeBigUInt64BE(BigInt(head.lastAt), 24);
  bytes.writeUInt32BE(head.plainLength, 32);
  bytes.writeUInt32BE(head.events, 36);
  head.previous.copy(bytes, 40);
  authenticate(bytes, headKey, headerHash).copy(bytes, CHUNK_HEAD_COVERED);
  return bytes;
}

/** The head, or undefined when it was not written with this key for this file. */
export function parseChunkHead(bytes: Buffer, headKey: Buffer, headerHash: Buffer): ChunkHead | undefined {
  const code = bytes.subarray(CHUNK_HEAD_COVERED, CHUNK_HEAD);
  if (!timingSafeEqual(code, authenticate(bytes, headKey, headerHash))) return undefined;
  return {
    kind: bytes.readUInt8(0),
    ciphertextLength: bytes.readUInt32BE(4),
    sequence: Number(bytes.readBigUInt64BE(8)),
    firstAt: Number(bytes.readBigUInt64BE(16)),
    lastAt: Number(bytes.readBigUInt64BE(24)),
    plainLength: bytes.readUInt32BE(32),
    events: bytes.readUInt32BE(36),
    previous: bytes.subarray(40, CHUNK_HEAD_COVERED),
  };
}

function authenticate(bytes: Buffer, headKey: Buffer, headerHash: Buffer): Buffer {
  return createHmac('sha256', headKey).update(headerHash).update(bytes.subarray(0, CHUNK_HEAD_COVERED)).digest().subarray(0, TAG_LENGTH);
}
