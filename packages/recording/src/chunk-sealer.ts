import { createCipheriv, createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { encodeChunkHead } from './chunk-head.ts';
import { RecordingError } from './errors.ts';
import { TAG_LENGTH } from './format.ts';
import { forgetChunkKeys } from './keys.ts';
import type { ChunkKeys } from './keys.ts';

const deflate = promisify(deflateRaw);
// A recorder competes with keystrokes for the CPU: the fastest level already shrinks terminal text four to ten times.
const FAST = { level: constants.Z_BEST_SPEED };

/** What goes into a chunk. */
export interface PlainChunk {
  readonly kind: number;
  readonly plain: Buffer;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly events: number;
}

/** The nonce of the chunk with this sequence: never the same twice under one file's key. */
export function chunkNonce(sequence: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(sequence), 4);
  return nonce;
}

/** Turns plain chunks into the bytes of a file, in order: one call must have ended before the next begins. */
export class ChunkSealer {
  readonly #keys: ChunkKeys;
  readonly #headerHash: Buffer;
  #previous: Buffer;
  #sequence = 0;
  #forgotten = false;

  constructor(keys: ChunkKeys, headerHash: Buffer) {
    this.#keys = keys;
    this.#headerHash = headerHash;
    this.#previous = headerHash;
  }

  /** Chunks made so far. */
  get chunks(): number {
    return this.#sequence;
  }

  /** SHA-256 of the last chunk: names the whole recording up to here. */
  get headHash(): Buffer {
    return this.#previous;
  }

  async seal(chunk: PlainChunk): Promise<Buffer> {
    const compressed = await deflate(chunk.plain, FAST);
    // Keys of zeros would seal too, and open for everybody.
    if (this.#forgotten) throw new RecordingError('RECORDING_SEALED', 'the keys of the recording are forgotten');
    const sequence = this.#sequence;
    this.#sequence += 1;
    const head = encodeChunkHead({
      kind: chunk.kind,
      ciphertextLength: compressed.length,
      sequence,
      firstAt: chunk.firstAt,
      lastAt: chunk.lastAt,
      plainLength: chunk.plain.length,
      events: chunk.events,
      previous: this.#previous,
    }, this.#keys.head, this.#headerHash);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.cipher, chunkNonce(sequence), { authTagLength: TAG_LENGTH });
    cipher.setAAD(Buffer.concat([this.#headerHash, head]));
    const bytes = Buffer.concat([head, cipher.update(compressed), cipher.final(), cipher.getAuthTag()]);
    this.#previous = createHash('sha256').update(bytes).digest();
    return bytes;
  }

  /** Zeroes the keys; `seal` fails from here on. */
  forget(): void {
    this.#forgotten = true;
    forgetChunkKeys(this.#keys);
  }
}
