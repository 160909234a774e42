/** Milliseconds since 1970-01-01T00:00:00Z, by the store's clock wherever a permission depends on it. */
export type EpochMs = number;

/** Seconds since the epoch, as both management APIs carry them. */
export type EpochSeconds = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The earlier of two instants, null meaning "never". */
export function earlier(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null) return b;
  if (b === null) return a;
  return Math.min(a, b);
}

/** The later of two instants, null meaning "never". */
export function later(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  return a === null || b === null ? null : Math.max(a, b);
}

/** A wall clock. Only adapters know a real one. */
export interface Clock {
  now(): EpochMs;
}
