import { readdir } from 'node:fs/promises';
import { poll } from '@sallyport/testkit';
import type { Database } from '../kill/database.ts';

const WITHIN_MS = 30_000;

/**
 * Resolves when the store has rewritten what its files still held of the keys of loans that are over, and when `directories` (where nodes keep wrapped keys
 * for a crash of the database) are empty; gives how long that took. Nothing must be lent meanwhile.
 */
export async function untilForgotten(database: Database, directories: readonly string[]): Promise<number> {
  const begun = performance.now();
  await poll('the files have forgotten the keys', WITHIN_MS, async () => {
    const marks = await database.rows('select id from loan_erasures limit 1');
    const files = await Promise.all(directories.map((directory) => readdir(directory)));
    return marks.length === 0 && files.every((names) => names.length === 0) ? true : undefined;
  });
  return performance.now() - begun;
}
