import { ChunkOpener } from './chunk-opener.ts';
import { walkChunks } from './chunk-walk.ts';
import type { FileEnd } from './chunk-walk.ts';
import { RecordingError } from './errors.ts';
import type { RecordingEvent } from './event.ts';
import { decodeEventLine } from './event-line.ts';
import { fileHeaderLength, parseFileHeader } from './file-header.ts';
import { FILE_PREFIX, KIND_END, KIND_EVENTS } from './format.ts';
import { forgetChunkKeys, openChunkKeys } from './keys.ts';
import type { ChunkKeys, RecordingKeys } from './keys.ts';
import { parseMeta } from './meta.ts';
import type { RecordingMeta } from './meta.ts';
import type { RecordingReader, RecordingSummary } from './reader.ts';
import { parseEnd } from './recording-end.ts';
import type { RecordingEnd } from './recording-end.ts';
import type { RecordingSource, RecordingStorage } from './storage.ts';

/**
 * Opens a recording, also one that is being written. Rejects with `RecordingError`: not found, not a recording, too new, its
 * key out of reach, or its description not the one that was written. The caller closes it.
 */
export async function openReader(storage: RecordingStorage, keys: RecordingKeys, path: string): Promise<RecordingReader> {
  const source = await storage.open(path);
  let chunkKeys: ChunkKeys | undefined;
  try {
    const prefix = await source.read(0, FILE_PREFIX);
    const length = fileHeaderLength(prefix);
    const bytes = await source.read(0, length);
    if (bytes.length < length) throw new RecordingError('RECORDING_DAMAGED', 'the recording ends inside its header');
    const { header, hash } = parseFileHeader(bytes);
    // A file in another's place is whole in itself, so nothing else here would tell.
    if (path.split('/').at(-1) !== `${header.recordingId}.srec`) throw new RecordingError('RECORDING_TAMPERED', 'another recording lies in the place of this one');
    chunkKeys = await openChunkKeys(keys, header.recordingId, header.instanceId, header.wrappedKey);
    const parts = { source, keys: chunkKeys, hash, chunksAt: length };
    return reader(parts, await readMeta(parts));
  } catch (error) {
    if (chunkKeys !== undefined) forgetChunkKeys(chunkKeys);
    await source.close();
    throw error;
  }
}

interface ReaderParts {
  readonly source: RecordingSource;
  readonly keys: ChunkKeys;
  readonly hash: Buffer;
  readonly chunksAt: number;
}

async function readMeta(parts: ReaderParts): Promise<RecordingMeta> {
  for await (const chunk of walkChunks(parts.source, new ChunkOpener(parts.keys, parts.hash), parts.chunksAt)) return parseMeta(chunk.plain);
  throw new RecordingError('RECORDING_DAMAGED', 'the recording ends before its description');
}

function reader(parts: ReaderParts, meta: RecordingMeta): RecordingReader {
  return {
    meta,
    events: () => readEvents(parts, meta),
    async close() {
      forgetChunkKeys(parts.keys);
      await parts.source.close();
    },
  };
}

async function* readEvents(parts: ReaderParts, meta: RecordingMeta): AsyncGenerator<RecordingEvent, RecordingSummary> {
  const opener = new ChunkOpener(parts.keys, parts.hash);
  const chunks = walkChunks(parts.source, opener, parts.chunksAt);
  let events = 0;
  let lastAt = meta.startedAt;
  let end: RecordingEnd | undefined;
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) return summary(next.value, opener, events, lastAt, end);
    const { head, plain } = next.value;
    lastAt = Math.max(lastAt, head.lastAt);
    if (head.kind === KIND_END) end = parseEnd(plain);
    if (head.kind !== KIND_EVENTS) continue;
    events += head.events;
    for (const line of plain.toString('utf8').split('\n')) {
      const event = line === '' ? undefined : decodeEventLine(line, meta.startedAt);
      if (event !== undefined) yield event;
    }
  }
}

function summary(fileEnd: FileEnd, opener: ChunkOpener, events: number, lastAt: number, end: RecordingEnd | undefined): RecordingSummary {
  return { complete: fileEnd === 'sealed', torn: fileEnd === 'torn', chunks: opener.chunks, events, headHash: opener.headHash.toString('hex'), lastAt, end };
}
