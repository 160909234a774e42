import type { FileHandle } from 'node:fs/promises';
import { asRecordingError, RecordingError } from './errors.ts';
import type { RecordingSink } from './storage.ts';

/** Appends to an open file, whose handle it owns. */
export function fileSink(handle: FileHandle): RecordingSink {
  return {
    async append(bytes) {
      // One write in all but the rarest case; a short one (a signal, a full disk) goes on or shows its error at the next turn.
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await failing(handle.write(bytes, done, bytes.length - done));
        if (bytesWritten === 0) throw new RecordingError('RECORDING_WRITE_FAILED', 'the storage takes nothing');
        done += bytesWritten;
      }
    },
    async sync() {
      await failing(handle.datasync());
    },
    async close() {
      await failing(handle.close());
    },
  };
}

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asRecordingError(error, 'RECORDING_WRITE_FAILED', 'the recording could not be written');
  }
}
