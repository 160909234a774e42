import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '@sallyport/testkit';
import type { TempDir } from '@sallyport/testkit';
import type { Cast } from '../../e2e/support/stage.ts';
import type { Caller } from './caller.ts';
import type { CommitMoment } from './commit-moment.ts';
import type { FarEnds } from './far-ends.ts';
import { typedSession } from './typed-session.ts';
import type { TypedSession } from './typed-session.ts';

/** Typing hard begins that long before the lock. */
const TYPING_MS = 150;

/** Times of one cut in ms, counted from the commit. */
export interface Cut {
  readonly sent: number;
  readonly answered: number;
  /** The last byte that the engineer typed arrives on the target. Negative: none arrived after the commit. */
  readonly lastByte: number;
  readonly clientGone: number;
  readonly targetGone: number;
  readonly bothGone: number;
}

export interface CutStage {
  readonly dir: TempDir;
  readonly ends: FarEnds;
  readonly casts: readonly Cast[];
  /** Of the node that holds the sessions. */
  readonly sshPort: number;
  readonly key: string;
  /** To the node that locks. */
  readonly api: Caller;
  readonly commits: CommitMoment;
}

/** One session for each engineer, all at once; then one lock after another. The sessions that wait for theirs must go on. */
export async function cutBatch(stage: CutStage, batch: string): Promise<readonly Cut[]> {
  await using sessions = new AsyncDisposableStack();
  const open = await Promise.all(stage.casts.map(async (cast, at) =>
    sessions.use(await typedSession({ dir: stage.dir, ends: stage.ends, cast, name: `${batch}-${at}`, port: stage.sshPort, key: stage.key }))));
  const cuts: Cut[] = [];
  for (const [at, session] of open.entries()) {
    cuts.push(await cutOne(stage, session));
    for (const other of open.slice(at + 1)) {
      if (other.clientGoneAt() !== undefined) throw new Error(`a session that nobody locked has ended: ${other.said()}`);
    }
  }
  await stage.api.call('UnlockUsers', { UserIds: JSON.stringify(stage.casts.map(({ userId }) => userId)) });
  return cuts;
}

async function cutOne({ api, commits }: CutStage, session: TypedSession): Promise<Cut> {
  const { userId } = session.cast;
  session.type('hard');
  await sleep(TYPING_MS);
  commits.watch(userId);
  const { sent, answered, body } = await api.call('LockUsers', { UserIds: JSON.stringify([userId]) });
  if ((body['Results'] as readonly { readonly Code: string }[])[0]?.Code !== 'OK') throw new Error(`LockUsers answered ${JSON.stringify(body)}`);
  const [clientGone, targetGone] = await poll('both legs are closed', 10_000, () => {
    const times = [session.clientGoneAt(), session.far.goneAt()] as const;
    return times[0] !== undefined && times[1] !== undefined ? [times[0], times[1]] as const : undefined;
  });
  if (!session.said().includes('locked by an administrator')) throw new Error(`the session ended for another reason: ${session.said()}`);
  // On a busy machine the one who watches may be late, but the answer comes after the commit.
  const commit = Math.min(await commits.committedAt(userId), answered);
  if (commit < sent) throw new Error(`committed before it was asked for: ${commit} < ${sent}`);
  return {
    sent: sent - commit, answered: answered - commit, lastByte: session.far.last().at - commit,
    clientGone: clientGone - commit, targetGone: targetGone - commit, bothGone: Math.max(clientGone, targetGone) - commit,
  };
}
