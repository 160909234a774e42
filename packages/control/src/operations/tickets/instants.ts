import type { EpochMs, EpochSeconds } from '@sallyport/core';

/** A time parameter of a ticket; absent and 0: none. */
export function instant(seconds: EpochSeconds | undefined): EpochMs | null {
  return seconds === undefined || seconds === 0 ? null : seconds * 1000;
}
