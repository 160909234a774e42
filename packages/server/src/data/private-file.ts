import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';

/** Creates `path` with mode 0600 and makes it durable; throws EEXIST when it is there. */
export async function createPrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Replaces `path` in one step: a reader sees the old content or the new one, also after a crash. */
export async function replacePrivateFile(path: string, content: string): Promise<void> {
  const next = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  await createPrivateFile(next, content);
  try {
    await rename(next, path);
  } catch (error) {
    await unlink(next);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Names are durable only when their directory has been flushed. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
