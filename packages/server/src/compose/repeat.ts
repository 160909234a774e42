import type { Log } from '../log/logger.ts';

/** Runs `work` again `everyMs` after it ended, whatever it came to. Gives the function that stops it, which resolves when none runs any more. */
export function repeat(name: string, everyMs: number, work: () => Promise<void>, log: Log): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const arm = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work()
        .catch((error: unknown) => { log.warn({ job: name, cause: error instanceof Error ? error.message : 'unknown' }, 'a job failed; it is tried again'); })
        .finally(arm);
    }, everyMs);
  };
  arm();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
