import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { asRecordingError, RecordingError } from './errors.ts';
import { fileSink } from './file-sink.ts';
import { pathSegments } from './recording-path.ts';
import type { RecordingSource, RecordingStorage } from './storage.ts';

// O_NOFOLLOW: a link planted in the directory must not redirect a recording.
const CREATE = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const READ = constants.O_RDONLY | constants.O_NOFOLLOW;

/** Recordings below `root`: files 0600 in directories 0700. */
export function diskStorage(root: string): RecordingStorage {
  return {
    async create(path) {
      const segments = pathSegments(path);
      try {
        const handle = await createFile(root, segments);
        return fileSink(handle);
      } catch (error) {
        throw translate(error, 'EEXIST', 'RECORDING_EXISTS', 'RECORDING_WRITE_FAILED');
      }
    },
    async open(path) {
      const file = join(root, ...pathSegments(path));
      try {
        return fileSource(await open(file, READ));
      } catch (error) {
        throw translate(error, 'ENOENT', 'RECORDING_NOT_FOUND', 'RECORDING_READ_FAILED');
      }
    },
  };
}

async function createFile(root: string, segments: readonly string[]): Promise<FileHandle> {
  const directory = join(root, ...segments.slice(0, -1));
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  const handle = await open(join(root, ...segments), CREATE, 0o600);
  try {
    // A new entry is lost with the power unless its directory is flushed too, and so on up through directories made just now.
    const top = made === undefined ? segments.length - 1 : 0;
    for (let depth = segments.length - 1; depth >= top; depth -= 1) await syncDirectory(join(root, ...segments.slice(0, depth)));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function fileSource(handle: FileHandle): RecordingSource {
  return {
    async read(offset, length) {
      const buffer = Buffer.alloc(length);
      let filled = 0;
      try {
        while (filled < length) {
          const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
      } catch (error) {
        throw asRecordingError(error, 'RECORDING_READ_FAILED', 'the recording could not be read');
      }
      return buffer.subarray(0, filled);
    },
    async close() {
      await handle.close();
    },
  };
}

function translate(error: unknown, known: string, code: 'RECORDING_EXISTS' | 'RECORDING_NOT_FOUND', otherwise: 'RECORDING_WRITE_FAILED' | 'RECORDING_READ_FAILED'): RecordingError {
  const found = error instanceof Error && 'code' in error ? error.code : undefined;
  if (found === known) return new RecordingError(code, code === 'RECORDING_EXISTS' ? 'a recording of this id exists' : 'there is no such recording', { cause: error });
  return asRecordingError(error, otherwise, 'the storage of recordings refused');
}
