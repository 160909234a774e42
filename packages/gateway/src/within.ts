/** The wait had a limit and it passed. */
class TimedOut extends Error {
  readonly code = 'TIMED_OUT';

  constructor(limitMs: number) {
    super(`no answer within ${String(limitMs)} ms`);
    this.name = 'TimedOut';
  }
}

/** `promise`, or a rejection with `TimedOut` after `limitMs`; a late result is dropped, a late failure too. */
export async function within<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new TimedOut(limitMs)); }, limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
