import { setTimeout as sleep } from 'node:timers/promises';

/** Looks every few milliseconds until `look` gives something; throws with `what` when `withinMs` have passed. */
export async function poll<T>(what: string, withinMs: number, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() >= end) throw new Error(`${what}: not within ${withinMs} ms`);
    await sleep(10);
  }
}
