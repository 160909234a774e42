import { randomBytes } from 'node:crypto';
import { cp, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { descendants, isRunning, poll, tempDir } from '@sallyport/testkit';
import type { PostgresCluster, StoreRig, TempDir } from '@sallyport/testkit';
import type { Lending } from '../conformance/lending.ts';
import { steal } from './thief.ts';

/** A password that stands nowhere else. */
export function newPassword(): string {
  return `correct horse ${randomBytes(9).toString('base64url')}`;
}

/** Where all files of a rig's database are. */
export async function dataDirectory(rig: StoreRig, cluster?: PostgresCluster): Promise<string> {
  if (rig.config.engine === 'sqlite') return dirname(rig.config.file);
  if (cluster === undefined) throw new Error('a rig on PostgreSQL needs its cluster');
  return cluster.sql(rig.config.url, 'show data_directory');
}

/** A copy of directories that may be in use: files that go meanwhile are left out. */
async function copyOf(...directories: readonly string[]): Promise<TempDir> {
  const copy = await tempDir('copy');
  for (const [n, directory] of directories.entries()) {
    await cp(directory, copy.file(String(n)), { recursive: true, filter: (path) => stat(path).then((found) => !found.isSocket(), () => false) });
  }
  return copy;
}

/** What a thief of these directories and the master key makes of the password of `of`. */
export async function stolen(rig: StoreRig, of: Lending, length: number, ...directories: readonly string[]): Promise<string | undefined> {
  await using copy = await copyOf(...directories);
  return await steal(copy.path, rig.masterKey, { instanceId: of.scope.instanceId, kind: 'authorization', id: of.authorizationId }, of.accountId, length);
}

/** Ends a cluster as an operator does: only then are unlogged tables sure to stand in their files. */
export async function stopCleanly(cluster: PostgresCluster): Promise<void> {
  const { pid } = cluster;
  process.kill(pid, 'SIGINT');
  await poll('PostgreSQL has stopped', 20_000, () => (isRunning(pid) ? undefined : true));
}

/** `kill -9` of a cluster with all its processes. */
export async function killCluster(cluster: PostgresCluster): Promise<void> {
  const family = [cluster.pid, ...descendants(cluster.pid)];
  for (const pid of family) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  await poll('PostgreSQL is gone', 5_000, () => (family.some(isRunning) ? undefined : true));
}
