import type { CaseLists } from '@sallyport/control';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../cli/refusal.ts';
import { systemCode } from '../data/system-error.ts';
import type { Log } from '../log/logger.ts';
import { CASE_LIST_FILES, writeMissingCaseLists } from './case-list-files.ts';
import { readCaseLists } from './read-case-lists.ts';

export interface WatchedCaseLists {
  /** As they stand now; a file that was edited badly leaves the last good ones. */
  readonly current: () => CaseLists;
  /** Reads them anew if a file has changed since; to be called now and then. What is wrong is logged once. */
  readonly refresh: () => Promise<void>;
}

/** The lists of a directory. Files that an older version did not make are made; a bad one is refused with all that is wrong. */
export async function openCaseLists(directory: string, log: Log): Promise<WatchedCaseLists> {
  const written = await writeMissingCaseLists(directory);
  if (written.length > 0) log.info({ directory, written }, 'the lists of service tickets that were missing have been put in place');
  // Looked at before it is read: what changes in between is read again.
  let seen = await stateOf(directory);
  const first = await readCaseLists(directory);
  if (!first.ok) throw new Refusal('CASE_LISTS_INVALID', `The lists of service tickets in ${directory} cannot be used; nothing was started:\n${first.problems.map((problem) => `  ${problem}`).join('\n')}\nCorrect them, or remove a file to get the one that the product comes with.`);
  let lists = first.lists;
  return {
    current: () => lists,
    refresh: async () => {
      const state = await stateOf(directory);
      if (state === seen) return;
      seen = state;
      const read = await readCaseLists(directory);
      if (!read.ok) {
        log.error({ code: 'CASE_LISTS_INVALID', directory, problems: read.problems }, 'the lists of service tickets were edited badly; the last good ones stay in force');
        return;
      }
      lists = read.lists;
      log.info({ directory }, 'the lists of service tickets were read anew');
    },
  };
}

/** Equal as long as no file was touched: replaced, written or removed. */
async function stateOf(directory: string): Promise<string> {
  const states = await Promise.all(Object.values(CASE_LIST_FILES).map(async (name) => {
    try {
      const { mtimeNs, ctimeNs, size, ino } = await stat(join(directory, name), { bigint: true });
      return `${mtimeNs} ${ctimeNs} ${size} ${ino}`;
    } catch (error) {
      return systemCode(error) ?? 'unknown';
    }
  }));
  return states.join('\n');
}
