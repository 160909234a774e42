import { AppendQueue } from './append-queue.ts';
import { ChunkSealer } from './chunk-sealer.ts';
import type { RecordingError } from './errors.ts';
import { encodeFileHeader } from './file-header.ts';
import { KIND_META } from './format.ts';
import { createChunkKeys } from './keys.ts';
import type { RecordingKeys } from './keys.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { WriterLimits } from './limits.ts';
import { checkMeta } from './meta.ts';
import type { RecordingMeta } from './meta.ts';
import { recordingPath } from './recording-path.ts';
import { SessionWriter } from './session-writer.ts';
import type { RecordingSink, RecordingStorage } from './storage.ts';
import { withinTime } from './time-limit.ts';
import type { RecordingWriter } from './writer.ts';

export interface RecordingOptions {
  /**
   * Called once, when the recording fails after it was opened: from then on nothing is recorded. A policy "no recording, no
   * session" ends the session here. Must not throw.
   */
  readonly onFailure: (error: RecordingError) => void;
  readonly limits?: Partial<WriterLimits>;
}

/**
 * Begins a recording. When it resolves, the file exists with its description and survives a loss of power, so a session that
 * starts afterwards is never without one. Rejects with `RecordingError`.
 */
export async function openRecording(storage: RecordingStorage, keys: RecordingKeys, meta: RecordingMeta, options: RecordingOptions): Promise<RecordingWriter> {
  checkMeta(meta);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const path = recordingPath(meta.instanceId, meta.recordingId, meta.startedAt);
  const { chunk, wrapped } = await withinTime(createChunkKeys(keys, meta.recordingId, meta.instanceId), limits.storageMs);
  const header = encodeFileHeader({ recordingId: meta.recordingId, instanceId: meta.instanceId, wrappedKey: wrapped });
  const sealer = new ChunkSealer(chunk, header.hash);
  const sink = await createSink(storage, path, limits.storageMs).catch((error: unknown) => {
    sealer.forget();
    throw error;
  });
  let opened = false;
  const queue = new AppendQueue(sink, sealer, limits, (error) => {
    // Before that, the rejection tells it.
    if (opened) options.onFailure(error);
  });
  const plain = Buffer.from(JSON.stringify(meta));
  // Header and description in one append: a file has both or neither.
  await queue.append(async () => Buffer.concat([header.bytes, await sealer.seal({ kind: KIND_META, plain, firstAt: meta.startedAt, lastAt: meta.startedAt, events: 0 })]));
  opened = true;
  return new SessionWriter({ path, startedAt: meta.startedAt, queue, sealer, limits });
}

async function createSink(storage: RecordingStorage, path: string, limitMs: number): Promise<RecordingSink> {
  const creating = storage.create(path);
  try {
    return await withinTime(creating, limitMs);
  } catch (error) {
    // A file that comes too late belongs to nobody; why it failed has been told.
    void creating.then((sink) => sink.close()).catch(() => undefined);
    throw error;
  }
}
