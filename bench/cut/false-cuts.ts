import { poll } from '@sallyport/testkit';
import { addApproval } from '../../e2e/support/stage.ts';
import type { Bastion, Node } from '../support/bastion.ts';
import type { FarEnds } from './far-ends.ts';
import { typedSession } from './typed-session.ts';
import type { TypedSession } from './typed-session.ts';
import { makeChanges } from './unrelated-changes.ts';

const HELD = 5;
const BYSTANDERS = 8;

export interface FalseCuts {
  readonly held: number;
  readonly changes: number;
  readonly falseCuts: number;
  /** The proof that the sessions were watched at all: cut by a lock afterwards. */
  readonly cutByLock: number;
  readonly seconds: number;
}

/** Holds sessions on `holder` while changes of others are made through `first`, then locks those who hold them. */
export async function falseCuts(first: Bastion, holder: Node, ends: FarEnds, changes: number): Promise<FalseCuts> {
  const names = (what: string, count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${what}-${at}`);
  const casts = [];
  for (const name of names('holder', HELD)) casts.push(await first.add(name));
  const bystanders = [];
  for (const name of names('bystander', BYSTANDERS)) bystanders.push(await first.add(name));
  const [sharedHost, bystander] = [casts[0], bystanders[0]];
  if (sharedHost === undefined || bystander === undefined) throw new Error('nobody is there');
  const policyId = await addApproval(first.api, bystander.userId);

  await using sessions = new AsyncDisposableStack();
  const open: TypedSession[] = [];
  for (const cast of casts) {
    open.push(sessions.use(await typedSession({ dir: first.dir, ends, cast, name: `held-${cast.userId}`, port: holder.server.sshPort, key: first.engineerKey.path })));
  }
  const over = (): number => open.filter((session) => session.clientGoneAt() !== undefined || session.far.goneAt() !== undefined).length;
  const begun = performance.now();
  const made = await makeChanges(first.api, { casts: bystanders, sharedHost, policyId }, changes);
  const seconds = (performance.now() - begun) / 1_000;
  const before = open.map((session) => session.far.last().bytes);
  const stillTyping = (): true | undefined => (open.every((session, at) => session.clientGoneAt() !== undefined || session.far.last().bytes > (before[at] ?? 0)) ? true : undefined);
  await poll('the sessions that are left still type', 5_000, stillTyping);
  const wrongly = over();
  await first.api.call('LockUsers', { UserIds: JSON.stringify(casts.map(({ userId }) => userId)) });
  await poll('all sessions are cut by the lock', 10_000, () => (over() === HELD ? true : undefined));
  return { held: HELD, changes: made, falseCuts: wrongly, cutByLock: over() - wrongly, seconds };
}
