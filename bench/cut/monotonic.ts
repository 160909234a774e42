/** CLOCK_MONOTONIC in milliseconds, comparable across the processes of one machine. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The monotonic time of a moment that a wall clock has told in milliseconds; exact to some microseconds unless that clock was just set. */
export function monotonicOf(epochMs: number): number {
  // Losing the processor between the two readings makes the result too late, never too early.
  return Math.min(...Array.from({ length: 5 }, () => epochMs - wallAhead()));
}

/** How far the wall clock is ahead of the monotonic one, in ms. */
function wallAhead(): number {
  const from = Date.now();
  for (;;) {
    const wall = Date.now();
    // `Date` counts whole milliseconds: where it steps, its reading is exact.
    if (wall !== from) return wall - monotonicMs();
  }
}
