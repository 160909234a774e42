import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrivateFile, syncDirectory } from '../data/private-file.ts';
import { systemCode } from '../data/system-error.ts';
import type { CheckedCaseLists } from './case-list-schema.ts';

/** Name of each list's file in `service-tickets/` of the data directory. */
export const CASE_LIST_FILES: { readonly [K in keyof CheckedCaseLists]: string } = {
  categories: 'categories.json',
  problemTypes: 'problem-types.json',
  severities: 'severities.json',
  regions: 'regions.json',
};

const SHIPPED = fileURLToPath(new URL('../../service-tickets/', import.meta.url));

/** Puts the lists that the product comes with where there are none; a file that is there is the operator's. Gives the names of those written. */
export async function writeMissingCaseLists(directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const written: string[] = [];
  for (const name of Object.values(CASE_LIST_FILES)) {
    try {
      await createPrivateFile(join(directory, name), await readFile(join(SHIPPED, name)));
      written.push(name);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
  if (written.length > 0) await syncDirectory(directory);
  return written;
}
