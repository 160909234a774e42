import { setTimeout as sleep } from 'node:timers/promises';
import type { Called } from './caller.ts';
import type { CommitMoment } from './commit-moment.ts';
import { TYPING_MS } from './cut-cause.ts';
import type { Ended } from './cut-cause.ts';

/** Ends a permission through the API, whose row `id` then says so. */
export async function endByCall(commits: CommitMoment, id: string, call: () => Promise<Called>): Promise<Ended> {
  await sleep(TYPING_MS);
  commits.watch(id);
  const { sent, answered } = await call();
  return {
    call: { sent, answered },
    at: async () => {
      // On a busy machine the one who watches may be late, but the answer comes after the commit.
      const commit = Math.min(await commits.committedAt(id), answered);
      if (commit < sent) throw new Error(`committed before it was asked for: ${commit} < ${sent}`);
      return commit;
    },
  };
}
