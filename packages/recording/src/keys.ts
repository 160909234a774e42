import { hkdfSync, randomBytes } from 'node:crypto';
import { asRecordingError } from './errors.ts';

/** Guards the data keys of recordings, bound to instance and recording: a wrapped key opens nowhere else. */
export interface RecordingKeys {
  /** Must not keep `key`, which is zeroed afterwards. */
  wrap(recordingId: string, instanceId: string, key: Uint8Array): Promise<Uint8Array>;
  /** Rejects for a wrong master key, another recording or a changed byte. The result is zeroed by who asked. */
  unwrap(recordingId: string, instanceId: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** The two keys of one file. */
export interface ChunkKeys {
  readonly cipher: Buffer;
  readonly head: Buffer;
}

/** A fresh data key, as chunk keys and wrapped. The key itself is gone on return. */
export async function createChunkKeys(keys: RecordingKeys, recordingId: string, instanceId: string): Promise<{ readonly chunk: ChunkKeys; readonly wrapped: Uint8Array }> {
  const key = randomBytes(32);
  try {
    const wrapped = await keys.wrap(recordingId, instanceId, key);
    return { chunk: deriveChunkKeys(key, recordingId), wrapped };
  } catch (error) {
    throw asRecordingError(error, 'RECORDING_KEY_UNAVAILABLE', 'the data key of the recording could not be wrapped');
  } finally {
    key.fill(0);
  }
}

/** The chunk keys behind a wrapped data key. Throws `RECORDING_KEY_UNAVAILABLE`. */
export async function openChunkKeys(keys: RecordingKeys, recordingId: string, instanceId: string, wrapped: Uint8Array): Promise<ChunkKeys> {
  let key: Uint8Array | undefined;
  try {
    key = await keys.unwrap(recordingId, instanceId, wrapped);
    return deriveChunkKeys(key, recordingId);
  } catch (error) {
    throw asRecordingError(error, 'RECORDING_KEY_UNAVAILABLE', 'the data key of the recording could not be unwrapped');
  } finally {
    key?.fill(0);
  }
}

export function forgetChunkKeys(keys: ChunkKeys): void {
  keys.cipher.fill(0);
  keys.head.fill(0);
}

function deriveChunkKeys(key: Uint8Array, recordingId: string): ChunkKeys {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, recordingId, `sallyport recording 1 ${use}`, 32));
  return { cipher: derive('chunk'), head: derive('head') };
}
