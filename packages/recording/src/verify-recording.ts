import type { RecordingKeys } from './keys.ts';
import type { RecordingMeta } from './meta.ts';
import { openReader } from './open-reader.ts';
import type { RecordingSummary } from './reader.ts';
import type { RecordingStorage } from './storage.ts';

/**
 * Reads a whole recording. Resolves with what it is when every byte is as it was written, complete or not (compare `headHash`
 * with the audit log to know that nothing was cut off); rejects with `RecordingError` otherwise.
 */
export async function verifyRecording(storage: RecordingStorage, keys: RecordingKeys, path: string): Promise<{ readonly meta: RecordingMeta; readonly summary: RecordingSummary }> {
  const reader = await openReader(storage, keys, path);
  try {
    const events = reader.events();
    for (;;) {
      const next = await events.next();
      if (next.done === true) return { meta: reader.meta, summary: next.value };
    }
  } finally {
    await reader.close();
  }
}
