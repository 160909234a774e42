import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { entriesOf } from '../data/installation.ts';
import { layoutOf } from '../data/layout.ts';
import type { DataLayout } from '../data/layout.ts';
import { syncDirectory } from '../data/private-file.ts';
import { systemCode } from '../data/system-error.ts';

const PREFIX = '.init-';

/** Names that a directory may hold before `init`: settings laid out beforehand, and what file systems put there themselves. */
const HARMLESS: ReadonlySet<string> = new Set(['config.json', 'lost+found']);

/**
 * `init` builds everything in `DIR/.init-<pid>/` and moves it into place when it is committed, its description last: a crash before
 * the commit leaves something to throw away, a crash after it something to finish, and nothing that could pass for an installation.
 */
export interface Staging {
  /** Layout of the staging directory. */
  readonly layout: DataLayout;
  /** Whether an earlier init left it behind; its content is as that one left it. */
  readonly origin: 'new' | 'left-behind';
}

/** Claims the staging directory of `target`, or refuses when the directory is in use, in the way or somebody else's. */
export async function claimStaging(target: DataLayout): Promise<Staging> {
  await makeRoot(target.root);
  const names = (await entriesOf(target.root)) ?? [];
  if (names.includes('installation.json')) {
    // A node that joined has no key of its own.
    const key = names.includes(basename(target.client)) ? ` Its administrator key is in ${target.client}.` : '';
    throw new Refusal('DIRECTORY_INITIALISED', `${target.root} is initialised already; nothing has been changed.${key} For a second installation name another directory.`);
  }
  const left = names.filter((name) => name.startsWith(PREFIX));
  if (left.length > 1) throw new Refusal('DIRECTORY_BUSY', `${target.root} holds several interrupted inits (${left.join(', ')}). Remove all of them and repeat.`);
  const mine = layoutOf(join(target.root, `${PREFIX}${process.pid}`));
  const [stale] = left;
  if (stale !== undefined) return { layout: await takeOver(target, stale, mine), origin: 'left-behind' };
  const foreign = names.filter((name) => !HARMLESS.has(name));
  if (foreign.length > 0) {
    throw new Refusal('DIRECTORY_NOT_EMPTY', `${target.root} is not empty (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}); nothing has been changed. Name a new or empty directory.`);
  }
  await makePrivate(target.root);
  return { layout: await createStaging(mine), origin: 'new' };
}

async function makeRoot(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal('DIRECTORY_FOREIGN', `${root} cannot be made (${systemCode(error) ?? 'unknown error'}). Name a directory that this user may write.`, { cause: error });
  }
}

/** A directory that was made beforehand may be open to others. */
async function makePrivate(root: string): Promise<void> {
  try {
    await chmod(root, 0o700);
  } catch (error) {
    throw new Refusal('DIRECTORY_FOREIGN', `${root} belongs to somebody else (${systemCode(error) ?? 'unknown error'}); nothing has been changed. Name a directory of this user's own.`, { cause: error });
  }
}

export async function createStaging(layout: DataLayout): Promise<DataLayout> {
  await mkdir(layout.root, { mode: 0o700 });
  return layout;
}

async function takeOver(target: DataLayout, stale: string, mine: DataLayout): Promise<DataLayout> {
  const pid = Number(stale.slice(PREFIX.length));
  if (pid !== process.pid && await isInit(pid)) throw new Refusal('DIRECTORY_BUSY', `Another init (process ${pid}) is at work in ${target.root}. Wait for it.`);
  // Of several that find the same remains one renames them; the others get ENOENT here and stop.
  await rename(join(target.root, stale), mine.root);
  return mine;
}

/** Whether that process is one of ours: the number of a dead one may have been given to somebody else. */
async function isInit(pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('sallyport');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Moves everything into place, the description last. May be repeated after a crash at any point. */
export async function publishStaging(staging: DataLayout, target: DataLayout): Promise<void> {
  const names = (await entriesOf(staging.root)) ?? [];
  for (const name of names.filter((one) => one !== 'installation.json' && one !== 'committed')) {
    await rename(join(staging.root, name), join(target.root, name));
  }
  await syncDirectory(target.root);
  await rename(staging.installation, target.installation);
  await syncDirectory(target.root);
  await discardStaging(staging);
}

export async function discardStaging(staging: DataLayout): Promise<void> {
  await rm(staging.root, { recursive: true, force: true });
}
