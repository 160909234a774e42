/** Where recordings live. Paths come from `recordingPath`, never from a user. */
export interface RecordingStorage {
  /** Makes the file; durable as an entry on return. Rejects with `RECORDING_EXISTS`, `RECORDING_PATH_INVALID`, `RECORDING_WRITE_FAILED`. */
  create(path: string): Promise<RecordingSink>;
  /** Also while it is being written. Rejects with `RECORDING_NOT_FOUND`, `RECORDING_PATH_INVALID`, `RECORDING_READ_FAILED`. */
  open(path: string): Promise<RecordingSource>;
}

/** Append-only. Calls never overlap. */
export interface RecordingSink {
  /** Hands all of `bytes` over behind what was appended before. After a rejection nothing more is appended. */
  append(bytes: Uint8Array): Promise<void>;
  /** What was appended survives a loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface RecordingSource {
  /** Up to `length` bytes from `offset`; fewer only at the end of what exists now. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}
