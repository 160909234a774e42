import { poll } from '@sallyport/testkit';
import type { CutStage } from './cuts.ts';
import { typedSession } from './typed-session.ts';
import type { TypedSession } from './typed-session.ts';

/** Sessions held, and engineers whom the changes concern. */
export const HELD = 5;
export const BYSTANDERS = 8;

export interface FalseCuts {
  readonly held: number;
  readonly changes: number;
  readonly falseCuts: number;
  /** The proof that the sessions were watched at all: cut afterwards. */
  readonly cutAfterwards: number;
  readonly seconds: number;
}

export interface HeldSessions {
  readonly logins: readonly string[];
  /** Makes changes that do not concern them; gives how many. */
  readonly change: () => Promise<number>;
  /** Ends their own permission. */
  readonly end: () => Promise<void>;
}

/** Holds sessions while changes of others are made, then ends their permission. */
export async function falseCuts(stage: CutStage, { logins, change, end }: HeldSessions): Promise<FalseCuts> {
  await using sessions = new AsyncDisposableStack();
  const open: TypedSession[] = [];
  for (const [at, login] of logins.entries()) {
    open.push(sessions.use(await typedSession({ dir: stage.dir, ends: stage.ends, login, name: `held-${at}`, port: stage.sshPort, key: stage.key })));
  }
  const over = (): number => open.filter((session) => session.clientGoneAt() !== undefined || session.far.goneAt() !== undefined).length;
  const begun = performance.now();
  const changes = await change();
  const seconds = (performance.now() - begun) / 1_000;
  const before = open.map((session) => session.far.last().bytes);
  const stillTyping = (): true | undefined => (open.every((session, at) => session.clientGoneAt() !== undefined || session.far.last().bytes > (before[at] ?? 0)) ? true : undefined);
  await poll('the sessions that are left still type', 5_000, stillTyping);
  const wrongly = over();
  await end();
  await poll('all sessions are cut when their permission ends', 10_000, () => (over() === open.length ? true : undefined));
  return { held: open.length, changes, falseCuts: wrongly, cutAfterwards: over() - wrongly, seconds };
}
