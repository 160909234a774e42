import type { Clock, EpochMs } from '@sallyport/core';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  set(now: EpochMs): void;
  advance(ms: number): void;
}

export function manualClock(start: EpochMs = Date.UTC(2026, 10, 1)): ManualClock {
  let now = start;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
