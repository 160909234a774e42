import type { ChangeHint, TargetWorkOutcome } from '@sallyport/core';
import type { ControlDeps } from '../../deps.ts';

/** Makes good a lost hint. */
const POLL_MS = 1_000;

/**
 * Lets `enqueue` hand a piece of work to the nodes and waits for what becomes of it; undefined: nobody answered within `waitMs`. Listens before it enqueues, so that no
 * answer is too quick to be heard.
 */
export async function awaitTargetWork(deps: ControlDeps, workId: string, waitMs: number, enqueue: () => Promise<void>): Promise<TargetWorkOutcome | undefined> {
  const bell = createBell(workId);
  const unsubscribe = await deps.store.hints.subscribe((hints) => bell.ring(hints));
  try {
    await enqueue();
    const until = deps.monotonic() + waitMs;
    for (;;) {
      const outcome = await deps.store.targetWork.collect(workId);
      if (outcome !== undefined) return outcome;
      const left = until - deps.monotonic();
      if (left <= 0) break;
      await bell.wait(Math.min(left, POLL_MS));
    }
    // The secret of work that nobody waits for must not lie there until a job comes by.
    await deps.store.targetWork.sweep(await deps.store.now());
    return undefined;
  } finally {
    unsubscribe();
  }
}

interface Bell {
  ring(hints: readonly ChangeHint[]): void;
  /** Until it rings, or has rung since the last wait; at most so long. */
  wait(ms: number): Promise<void>;
}

function createBell(workId: string): Bell {
  let rung = false;
  let wake: () => void = () => {};
  return {
    ring: (hints) => {
      if (!hints.some((hint) => hint.kind === 'work' && hint.id === workId)) return;
      rung = true;
      wake();
    },
    wait: (ms) => new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wake = () => {};
        rung = false;
        resolve();
      };
      const timer = setTimeout(done, ms);
      wake = done;
      if (rung) done();
    }),
  };
}
