import type { RecordingAccess } from '@sallyport/control';
import type { Vault } from '@sallyport/core';
import { RecordingError, diskStorage, exportAsciicast, openReader } from '@sallyport/recording';
import type { RecordingKeys, RecordingStorage } from '@sallyport/recording';
import { mkdir, statfs } from 'node:fs/promises';
import type { Config } from '../config/schema.ts';
import { withinData } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { RecordedCommands } from './recorded-commands.ts';
import { recordingKeys } from './recording-keys.ts';

/** Everything about recordings that somebody needs, over one directory. */
export interface Recordings {
  readonly directory: string;
  readonly storage: RecordingStorage;
  readonly keys: RecordingKeys;
  readonly access: RecordingAccess;
  /** Size of the disk that they are on, in bytes. */
  readonly storageBytes: () => Promise<number>;
}

export async function openRecordings(vault: Vault, layout: DataLayout, config: Config): Promise<Recordings> {
  const directory = withinData(layout, config.recordings.directory ?? layout.recordings);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const storage = diskStorage(directory);
  const keys = recordingKeys(vault);
  const commands = new RecordedCommands(storage, keys);
  return {
    directory, storage, keys,
    access: {
      asciicast: async (session, channel) => (await isThere(storage, session.recording) ? lines(storage, keys, session.recording, channel) : undefined),
      commands: (session) => commands.of(session.recording),
    },
    storageBytes: async () => {
      const { bsize, blocks } = await statfs(directory);
      return bsize * blocks;
    },
  };
}

/** A recording may have been lost or moved away: to who asks for it, the same as none. */
async function isThere(storage: RecordingStorage, path: string): Promise<boolean> {
  if (path === '') return false;
  try {
    await (await storage.open(path)).close();
    return true;
  } catch (error) {
    if (error instanceof RecordingError && error.code === 'RECORDING_NOT_FOUND') return false;
    throw error;
  }
}

/** Opened at the first line, so that lines nobody reads hold no file open. */
async function* lines(storage: RecordingStorage, keys: RecordingKeys, path: string, channel: number | undefined): AsyncGenerator<string, void> {
  const reader = await openReader(storage, keys, path);
  try {
    yield* exportAsciicast(reader, channel);
  } finally {
    await reader.close();
  }
}
