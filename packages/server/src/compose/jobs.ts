import { MINUTE, SECOND } from '@sallyport/core';
import type { Store } from '@sallyport/core';
import type { Log } from '../log/logger.ts';

const TICKETS_EVERY_MS = 5 * SECOND;
const TICKETS_AT_ONCE = 500;
const NONCES_EVERY_MS = MINUTE;

export interface Jobs {
  /** Resolves when none runs any more. */
  readonly stop: () => Promise<void>;
}

/** What has to be done now and then. Every node does all of it: each is a compare-and-set, so that several do no harm. */
export function startJobs(store: Store, log: Log): Jobs {
  const jobs = [
    repeat('ticket-sweep', TICKETS_EVERY_MS, () => sweepTickets(store), log),
    repeat('nonce-purge', NONCES_EVERY_MS, async () => { await store.nonces.purge(await store.now()); }, log),
  ];
  return { stop: async () => { await Promise.all(jobs.map((stop) => stop())); } };
}

/** Expires and finishes tickets, and tells those who wait or work on them. */
async function sweepTickets(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    for (const { instanceId, id } of await tx.tickets.sweep(tx.now, TICKETS_AT_ONCE)) tx.hint({ instanceId, kind: 'ticket', id });
  });
}

/** Runs `work` again `everyMs` after it ended, whatever it came to. Gives the function that stops it. */
function repeat(name: string, everyMs: number, work: () => Promise<void>, log: Log): () => Promise<void> {
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
