import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of one test, gone with everything in it when it is disposed. */
export interface TempDir extends AsyncDisposable {
  readonly path: string;
  /** A path inside it; nothing is created. */
  file(name: string): string;
}

export async function tempDir(purpose = 'test'): Promise<TempDir> {
  const path = await mkdtemp(join(tmpdir(), `sallyport-${purpose}-`));
  return {
    path,
    file: (name) => join(path, name),
    // A server that is still going down may create a file between the listing and the removal of its folder.
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}
