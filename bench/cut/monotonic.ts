/** CLOCK_MONOTONIC in milliseconds, comparable across the processes of one machine. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The monotonic time of a moment that a wall clock has told in milliseconds; exact to some microseconds unless that clock was just set. */
export function monotonicOf(epochMs: number): number {
  // `Date` counts whole milliseconds: where it steps, its reading is exact.
  const from = Date.now();
  for (;;) {
    const wall = Date.now();
    if (wall !== from) return monotonicMs() - (wall - epochMs);
  }
}
