import { RecordingError } from '../../src/index.ts';
import type { RecordingSink, RecordingStorage } from '../../src/index.ts';

/** Recordings in memory, every append kept apart, with hooks to make them fail or wait. */
export class MemoryStorage implements RecordingStorage {
  readonly files = new Map<string, Buffer[]>();
  syncs = 0;
  closes = 0;
  /** Awaited by every append of a chunk. */
  beforeAppend: (bytes: Uint8Array) => Promise<void> = async () => {};
  beforeSync: () => Promise<void> = async () => {};

  async create(path: string): Promise<RecordingSink> {
    if (this.files.has(path)) throw new RecordingError('RECORDING_EXISTS', 'exists');
    const parts: Buffer[] = [];
    this.files.set(path, parts);
    return {
      append: async (bytes) => {
        await this.beforeAppend(bytes);
        parts.push(Buffer.from(bytes));
      },
      sync: async () => {
        await this.beforeSync();
        this.syncs += 1;
      },
      close: async () => {
        this.closes += 1;
      },
    };
  }

  async open(path: string): ReturnType<RecordingStorage['open']> {
    const bytes = this.bytes(path);
    return {
      read: async (offset, length) => bytes.subarray(offset, offset + length),
      close: async () => {},
    };
  }

  bytes(path: string): Buffer {
    const parts = this.files.get(path);
    if (parts === undefined) throw new RecordingError('RECORDING_NOT_FOUND', 'none');
    return Buffer.concat(parts);
  }

  /** A storage whose only file is `bytes`. */
  static of(path: string, bytes: Buffer): MemoryStorage {
    const storage = new MemoryStorage();
    storage.files.set(path, [bytes]);
    return storage;
  }
}
