/** Bounds of one writer. Sizes in characters of encoded events, times in milliseconds. */
export interface WriterLimits {
  /** So much makes a chunk. */
  readonly chunk: number;
  /** What has come waits at most so long for its chunk. */
  readonly flushMs: number;
  /** A chunk is on the storage for good after at most so long. */
  readonly syncMs: number;
  /** Held above this: the session should pause. */
  readonly pressure: number;
  /** Held above this: the recording has failed. Bounds memory, whatever the session does. */
  readonly overrun: number;
  /** For one call to the storage. */
  readonly storageMs: number;
  /** Open at the same time. */
  readonly channels: number;
}

export const DEFAULT_LIMITS: WriterLimits = {
  chunk: 64 * 1024,
  flushMs: 250,
  syncMs: 1_000,
  pressure: 1024 * 1024,
  overrun: 16 * 1024 * 1024,
  storageMs: 10_000,
  channels: 1_024,
};
