import type { OutputStream, RecordedExit, RecordedProgram, RecordedTerminal } from './event.ts';
import type { RecordingError } from './errors.ts';

/** What a sealed recording says of its session. */
export interface RecordingStats {
  readonly bytesFromClient: number;
  readonly bytesFromTarget: number;
}

export interface SealedRecording {
  readonly path: string;
  /** Of the file. */
  readonly bytes: number;
  readonly chunks: number;
  readonly events: number;
  /** SHA-256 of the last chunk, hex: kept elsewhere (audit log), it shows a file that was cut off or replaced. */
  readonly headHash: string;
}

/**
 * Records one session. The event methods are synchronous, keep none of the bytes given and never throw: what goes wrong comes
 * to `onFailure`. `atMs` is milliseconds since the epoch; a clock that steps back is held still. Channels are numbers of the
 * caller's choice, not used twice.
 */
export interface RecordingWriter {
  /** Below the storage's root. */
  readonly path: string;
  /** Set once, when the recording has failed: nothing more is recorded. */
  readonly failure: RecordingError | undefined;
  /** More is held than should be: pause the session until `drained`. */
  readonly pressed: boolean;
  drained(): Promise<void>;
  /** A program starts on a channel. Without a terminal only the start of its output is kept, and none of what is piped into it. */
  open(channel: number, atMs: number, program: RecordedProgram, terminal: RecordedTerminal | undefined): void;
  output(channel: number, atMs: number, bytes: Uint8Array, stream?: OutputStream): void;
  /** What the engineer typed: recorded only where the target echoes it. */
  input(channel: number, atMs: number, bytes: Uint8Array): void;
  resize(channel: number, atMs: number, columns: number, rows: number): void;
  close(channel: number, atMs: number, exit: RecordedExit): void;
  /** A remark of at most 1000 characters; without a channel on the whole connection. */
  marker(atMs: number, text: string, channel?: number): void;
  /** Resolves once everything so far is readable even after a loss of power; rejects with the failure. */
  flush(): Promise<void>;
  /** Ends open channels and the file. Idempotent; rejects with the failure. `reason` is the session's end reason. */
  seal(atMs: number, reason: string, stats: RecordingStats): Promise<SealedRecording>;
}
