import type { RecordingEvent } from './event.ts';
import type { RecordingEnd } from './recording-end.ts';
import type { RecordingMeta } from './meta.ts';

/** What reading to the end has found. */
export interface RecordingSummary {
  /** Sealed by its writer; false while it is being written, after a kill, or cut off. */
  readonly complete: boolean;
  /** Ends inside a chunk: a write was interrupted, and what it held is lost. */
  readonly torn: boolean;
  readonly chunks: number;
  readonly events: number;
  /** SHA-256 of the last chunk, hex: equal to `SealedRecording.headHash` if this is the file that was sealed. */
  readonly headHash: string;
  /** Of the last event, or of the start; milliseconds since the epoch. */
  readonly lastAt: number;
  readonly end: RecordingEnd | undefined;
}

export interface RecordingReader {
  readonly meta: RecordingMeta;
  /**
   * From the first event; may be called again. Everything yielded is verified; the first chunk that does not verify throws
   * `RECORDING_TAMPERED` or `RECORDING_DAMAGED` in its place. The generator's return value is the summary.
   */
  events(): AsyncGenerator<RecordingEvent, RecordingSummary>;
  /** Forgets the keys. */
  close(): Promise<void>;
}
