import type { ChunkHead } from './chunk-head.ts';
import type { ChunkOpener } from './chunk-opener.ts';
import { RecordingError } from './errors.ts';
import { CHUNK_HEAD, KIND_END, KIND_META, TAG_LENGTH } from './format.ts';
import type { RecordingSource } from './storage.ts';

export interface OpenedChunk {
  readonly head: ChunkHead;
  readonly plain: Buffer;
}

/** How a file ends: with an end chunk; between two chunks; inside one. */
export type FileEnd = 'sealed' | 'unsealed' | 'torn';

/** The chunks of a file from `offset`, each verified before it is yielded. Throws at the first that does not fit. */
export async function* walkChunks(source: RecordingSource, opener: ChunkOpener, offset: number): AsyncGenerator<OpenedChunk, FileEnd> {
  let position = offset;
  for (;;) {
    const headBytes = await source.read(position, CHUNK_HEAD);
    if (headBytes.length === 0) return 'unsealed';
    if (headBytes.length < CHUNK_HEAD) return 'torn';
    const head = opener.head(headBytes);
    const length = CHUNK_HEAD + head.ciphertextLength + TAG_LENGTH;
    const rest = await source.read(position + CHUNK_HEAD, length - CHUNK_HEAD);
    if (rest.length < length - CHUNK_HEAD) return 'torn';
    const first = opener.chunks === 0;
    const plain = await opener.open(head, Buffer.concat([headBytes, rest]));
    if (first !== (head.kind === KIND_META)) throw new RecordingError('RECORDING_DAMAGED', 'the description of the recording is not where it belongs');
    yield { head, plain };
    position += length;
    if (head.kind === KIND_END) break;
  }
  if ((await source.read(position, 1)).length > 0) throw new RecordingError('RECORDING_TAMPERED', 'something follows the end of the recording');
  return 'sealed';
}
