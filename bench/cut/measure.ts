import { postgresDatabase, sqliteDatabase } from '../kill/database.ts';
import type { EngineName } from '../support/options.ts';
import { cloudCaller, ticketCaller } from './caller.ts';
import { CANCELED, cancelCause } from './cancel-cause.ts';
import type { CauseName, CutCause } from './cut-cause.ts';
import { cutBatch } from './cuts.ts';
import type { Cut, CutStage } from './cuts.ts';
import { expiryCause } from './expiry-cause.ts';
import { falseCuts } from './false-cuts.ts';
import type { FalseCuts, HeldSessions } from './false-cuts.ts';
import { farEnds } from './far-ends.ts';
import { lending } from './lending.ts';
import { lentToOthers } from './lent-to-others.ts';
import { LOCKED, lockCause } from './lock-cause.ts';
import { lockedOthers } from './locked-others.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { untilForgotten } from './until-forgotten.ts';

/** Sessions of a batch. */
const AT_ONCE = 8;

export interface Measured {
  readonly cuts: readonly Cut[];
  readonly wrong: FalseCuts;
  /** Of each batch: from its last cut until the files had forgotten what was lent, in ms. */
  readonly forgotten: readonly number[];
}

interface Scene {
  readonly cause: CutCause;
  readonly held: () => Promise<HeldSessions>;
  readonly forgotten: readonly number[];
}

/** `count` cuts by one cause on a fresh installation, then `changes` that concern none of the sessions held. */
export async function measure(engine: EngineName, name: CauseName, count: number, changes: number): Promise<Measured> {
  await using undo = new AsyncDisposableStack();
  const set = undo.use(await setting(engine));
  const { first, holder } = set;
  const ends = undo.use(await farEnds(name === 'lock' ? 'own account' : 'any account'));
  const { cause, held, forgotten } = name === 'lock' ? await lockScene(undo, set, changes) : await lentScene(undo, set, name, changes);
  const stage: CutStage = { dir: first.dir, ends, sshPort: holder.server.sshPort, key: first.engineerKey.path };
  // The first cuts of a process pay for code that has never run.
  await cutBatch(stage, cause, 'warm');
  const cuts: Cut[] = [];
  for (let batch = 0; cuts.length < count; batch += 1) cuts.push(...await cutBatch(stage, cause, `b${batch}`));
  return { cuts, wrong: await falseCuts(stage, await held()), forgotten: forgotten.slice(1) };
}

async function lockScene(undo: AsyncDisposableStack, { first, commits }: Setting, changes: number): Promise<Scene> {
  const casts = [];
  for (let at = 0; at < AT_ONCE; at += 1) casts.push(await first.add(`engineer-${at}`));
  const api = undo.use(await cloudCaller({ endpoint: first.server.api, ca: first.server.certificate(), ...first.initialised }));
  return { cause: lockCause(api, undo.use(await commits(LOCKED)), casts), held: () => lockedOthers(first, changes), forgotten: [] };
}

async function lentScene(undo: AsyncDisposableStack, set: Setting, name: 'cancel' | 'expiry', changes: number): Promise<Scene> {
  const lender = undo.use(await lending(set.first));
  const engineers = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => lender.addEngineer(`engineer-${at}`)));
  const held = () => lentToOthers(lender, changes);
  if (name === 'expiry') return { cause: expiryCause(lender, engineers), held, forgotten: [] };
  const forgotten: number[] = [];
  const look = lookForgotten(undo, set);
  const tidy = async (): Promise<void> => { forgotten.push(await look()); };
  const api = undo.use(await ticketCaller(lender.customer));
  return { cause: cancelCause(api, undo.use(await set.commits(CANCELED)), lender, engineers, tidy), held, forgotten };
}

function lookForgotten(undo: AsyncDisposableStack, { first, holder, cluster }: Setting): () => Promise<number> {
  if (cluster === undefined || first.databaseUrl === undefined) {
    const database = undo.use(sqliteDatabase(first.dir.file('data/sallyport.db')));
    return () => untilForgotten(database, []);
  }
  const database = undo.use(postgresDatabase(cluster, first.databaseUrl));
  return () => untilForgotten(database, [first, holder].map(({ server }) => `${server.dir}/loans`));
}
