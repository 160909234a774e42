import { deferred } from '../../deferred.ts';

/** Resolves with whichever comes first: `event`, one of `signals`, or `limitMs`. Leaves no listener and no timer behind. */
export async function signalled(event: Promise<void>, signals: readonly AbortSignal[], limitMs: number): Promise<void> {
  if (signals.some((signal) => signal.aborted)) return;
  const stop = new AbortController();
  const first = deferred<void>();
  const timer = setTimeout(() => { first.resolve(undefined); }, limitMs);
  for (const signal of signals) signal.addEventListener('abort', () => { first.resolve(undefined); }, { once: true, signal: stop.signal });
  try {
    await Promise.race([event, first.promise]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
