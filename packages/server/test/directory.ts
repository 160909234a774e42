import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that goes when the test ends. */
export async function temporary(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sallyport-server-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Every file below `root` with its mode and content: two equal ones mean that nothing was changed. */
export async function snapshot(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(await Promise.all(files.map(async (file): Promise<[string, string]> =>
    [relative(root, file), `${((await stat(file)).mode & 0o777).toString(8)} ${(await readFile(file)).toString('base64')}`])));
}
