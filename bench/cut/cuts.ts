import { poll } from '@sallyport/testkit';
import type { TempDir } from '@sallyport/testkit';
import type { Admitted, CutCause } from './cut-cause.ts';
import type { FarEnds } from './far-ends.ts';
import { typedSession } from './typed-session.ts';
import type { TypedSession } from './typed-session.ts';

/** Times of one cut in ms, counted from the end of the permission. */
export interface Cut {
  /** undefined: nobody called. */
  readonly sent: number | undefined;
  readonly answered: number | undefined;
  /** The last byte that the engineer typed arrives on the target. Negative: none arrived after the end. */
  readonly lastByte: number;
  readonly clientGone: number;
  readonly targetGone: number;
  readonly bothGone: number;
}

/** Whether a session was cut before its permission was over. */
export function isEarly({ clientGone, targetGone }: Cut): boolean {
  return Math.min(clientGone, targetGone) < 0;
}

/** Where sessions are held. */
export interface CutStage {
  readonly dir: TempDir;
  readonly ends: FarEnds;
  readonly sshPort: number;
  readonly key: string;
}

interface Open {
  readonly admitted: Admitted;
  readonly session: TypedSession;
}

/** One session for each engineer, all at once; then one end after another. The sessions that wait for theirs must go on. */
export async function cutBatch(stage: CutStage, cause: CutCause, batch: string): Promise<readonly Cut[]> {
  await using sessions = new AsyncDisposableStack();
  const open = await Promise.all((await cause.admit()).map(async (admitted, at): Promise<Open> => ({
    admitted,
    session: sessions.use(await typedSession({ dir: stage.dir, ends: stage.ends, login: admitted.login, name: `${batch}-${at}`, port: stage.sshPort, key: stage.key })),
  })));
  const cuts: Cut[] = [];
  for (const [at, one] of open.entries()) {
    cuts.push(await cutOne(cause, one));
    // Ends by the clock do not wait for one another; whatever comes too soon shows in its own times.
    if (cause.name !== 'expiry') open.slice(at + 1).forEach(mustGoOn);
  }
  await cause.tidy();
  return cuts;
}

function mustGoOn({ session }: Open): void {
  if (session.clientGoneAt() !== undefined) throw new Error(`a session whose permission stands has ended: ${session.said()}`);
}

async function cutOne(cause: CutCause, { admitted, session }: Open): Promise<Cut> {
  await admitted.nearing();
  session.type('hard');
  const { call, at } = await admitted.end();
  const [clientGone, targetGone] = await poll('both legs are closed', 10_000, () => {
    const times = [session.clientGoneAt(), session.far.goneAt()] as const;
    return times[0] !== undefined && times[1] !== undefined ? [times[0], times[1]] as const : undefined;
  });
  if (!cause.told.test(session.said())) throw new Error(`the session ended for another reason: ${session.said()}`);
  const over = await at();
  return {
    sent: call && call.sent - over, answered: call && call.answered - over, lastByte: session.far.last().at - over,
    clientGone: clientGone - over, targetGone: targetGone - over, bothGone: Math.max(clientGone, targetGone) - over,
  };
}
