/** What went wrong with a recording. Every code reaches operators and auditors, so each names one thing that they can act on. */
export type RecordingErrorCode =
  /** Bytes that are there fail their authentication: changed, reordered, removed or added since they were written. */
  | 'RECORDING_TAMPERED'
  /** Not a recording, or one whose structure cannot be read. */
  | 'RECORDING_DAMAGED'
  /** Written by a newer Sallyport. */
  | 'RECORDING_VERSION_UNSUPPORTED'
  /** The data key cannot be unwrapped: wrong master key, or the header belongs to another recording. */
  | 'RECORDING_KEY_UNAVAILABLE'
  | 'RECORDING_NOT_FOUND'
  | 'RECORDING_EXISTS'
  | 'RECORDING_PATH_INVALID'
  | 'RECORDING_META_INVALID'
  /** The storage refused a read. */
  | 'RECORDING_READ_FAILED'
  /** The storage refused a write; what was flushed before stays readable. */
  | 'RECORDING_WRITE_FAILED'
  /** The storage did not answer in time. */
  | 'RECORDING_STALLED'
  /** More came in than the storage takes and the buffer holds. */
  | 'RECORDING_OVERRUN'
  /** An event for a channel that was never opened, or for more channels than a connection may have. */
  | 'RECORDING_CHANNEL_INVALID'
  /** The writer is sealed. */
  | 'RECORDING_SEALED';

/** A recording that could not be written or read. Messages never hold recorded text or keys. */
export class RecordingError extends Error {
  readonly code: RecordingErrorCode;

  constructor(code: RecordingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RecordingError';
    this.code = code;
  }
}

/** `error` as a `RecordingError`: itself if it is one, else wrapped under `code`. */
export function asRecordingError(error: unknown, code: RecordingErrorCode, message: string): RecordingError {
  return error instanceof RecordingError ? error : new RecordingError(code, message, { cause: error });
}
