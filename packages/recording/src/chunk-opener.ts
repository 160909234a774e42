import { createDecipheriv, createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { ChunkHead } from './chunk-head.ts';
import { parseChunkHead } from './chunk-head.ts';
import { chunkNonce } from './chunk-sealer.ts';
import { RecordingError } from './errors.ts';
import { CHUNK_HEAD, MAX_CIPHERTEXT, MAX_PLAIN, TAG_LENGTH } from './format.ts';
import type { ChunkKeys } from './keys.ts';

const inflate = promisify(inflateRaw);

/** Walks the chain: opens chunks in the order of the file and refuses whatever was not written there. */
export class ChunkOpener {
  readonly #keys: ChunkKeys;
  readonly #headerHash: Buffer;
  #previous: Buffer;
  #sequence = 0;

  constructor(keys: ChunkKeys, headerHash: Buffer) {
    this.#keys = keys;
    this.#headerHash = headerHash;
    this.#previous = headerHash;
  }

  /** Chunks opened so far. */
  get chunks(): number {
    return this.#sequence;
  }

  /** SHA-256 of the last chunk opened. */
  get headHash(): Buffer {
    return this.#previous;
  }

  /** The head of the next chunk. Throws `RECORDING_TAMPERED`, `RECORDING_DAMAGED`. */
  head(bytes: Buffer): ChunkHead {
    const head = parseChunkHead(bytes, this.#keys.head, this.#headerHash);
    if (head === undefined) throw this.#tampered();
    if (head.sequence !== this.#sequence || !head.previous.equals(this.#previous)) throw this.#tampered();
    if (head.ciphertextLength > MAX_CIPHERTEXT || head.plainLength > MAX_PLAIN) throw new RecordingError('RECORDING_DAMAGED', `chunk ${this.#sequence} is larger than any may be`);
    return head;
  }

  /** The plaintext of the chunk with this head; `bytes` is the whole chunk. Throws as `head` does. */
  async open(head: ChunkHead, bytes: Buffer): Promise<Buffer> {
    const compressed = this.#decrypt(head, bytes);
    const plain = await this.#inflate(head, compressed);
    this.#previous = createHash('sha256').update(bytes).digest();
    this.#sequence += 1;
    return plain;
  }

  #decrypt(head: ChunkHead, bytes: Buffer): Buffer {
    const end = CHUNK_HEAD + head.ciphertextLength;
    const cipher = createDecipheriv('aes-256-gcm', this.#keys.cipher, chunkNonce(head.sequence), { authTagLength: TAG_LENGTH });
    cipher.setAAD(Buffer.concat([this.#headerHash, bytes.subarray(0, CHUNK_HEAD)]));
    cipher.setAuthTag(bytes.subarray(end));
    const compressed = cipher.update(bytes.subarray(CHUNK_HEAD, end));
    try {
      cipher.final();
    } catch (error) {
      throw this.#tampered(error);
    }
    return compressed;
  }

  async #inflate(head: ChunkHead, compressed: Buffer): Promise<Buffer> {
    try {
      const plain = await inflate(compressed, { maxOutputLength: Math.max(1, head.plainLength) });
      if (plain.length === head.plainLength) return plain;
    } catch (error) {
      throw new RecordingError('RECORDING_DAMAGED', `chunk ${head.sequence} cannot be inflated`, { cause: error });
    }
    throw new RecordingError('RECORDING_DAMAGED', `chunk ${head.sequence} is shorter than it says`);
  }

  #tampered(cause?: unknown): RecordingError {
    return new RecordingError('RECORDING_TAMPERED', `chunk ${this.#sequence} is not the one that was written there`, cause === undefined ? undefined : { cause });
  }
}
