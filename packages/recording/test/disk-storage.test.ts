import { mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskStorage, openReader, openRecording, recordingPath } from '../src/index.ts';
import { aesKeys, readAll, sampleMeta, START, unexpectedFailure } from './support/sample.ts';

const keys = aesKeys();
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sallyport-recording-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('a recording lies under instance and day, readable by its owner alone, and is made once', async () => {
  const storage = diskStorage(join(root, 'recordings'));
  const writer = await openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure });
  expect(writer.path).toBe(`bastionhost-cn-test/2026/03/04/${sampleMeta().recordingId}.srec`);
  expect((await stat(join(root, 'recordings', writer.path))).mode & 0o777).toBe(0o600);
  for (let path = writer.path; path !== '.'; path = join(path, '..')) {
    const found = await stat(join(root, 'recordings', path));
    if (found.isDirectory()) expect(found.mode & 0o777).toBe(0o700);
  }
  await expect(openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure })).rejects.toMatchObject({ code: 'RECORDING_EXISTS' });
  writer.marker(START, 'still mine');
  await writer.seal(START, 'client-closed', { bytesFromClient: 0, bytesFromTarget: 0 });
  const { events, summary } = await readAll(await openReader(storage, keys, writer.path));
  expect(events).toHaveLength(1);
  expect(summary.complete).toBe(true);
});

test('ids and paths that could lead elsewhere are refused', async () => {
  for (const id of ['..', 'a/b', 'a\0', '', 'x'.repeat(65), '.hidden']) {
    expect(() => recordingPath('instance', id, START)).toThrow(expect.objectContaining({ code: 'RECORDING_META_INVALID' }));
  }
  expect(() => recordingPath('../x', 'id', START)).toThrow(expect.objectContaining({ code: 'RECORDING_META_INVALID' }));
  const storage = diskStorage(root);
  for (const path of ['../secret', '/etc/passwd', 'a/../../b', 'a//b', '', 'a/./b']) {
    await expect(openReader(storage, keys, path)).rejects.toMatchObject({ code: 'RECORDING_PATH_INVALID' });
  }
  await expect(openReader(storage, keys, 'none.srec')).rejects.toMatchObject({ code: 'RECORDING_NOT_FOUND' });
});

test('a link in place of the file is not followed', async () => {
  const storage = diskStorage(root);
  await writeFile(join(root, 'victim'), 'keep me');
  await symlink(join(root, 'victim'), join(root, 'link.srec'));
  await expect(storage.create('link.srec')).rejects.toMatchObject({ code: 'RECORDING_EXISTS' });
  await expect(storage.open('link.srec')).rejects.toMatchObject({ code: 'RECORDING_READ_FAILED' });
  expect(await readdir(root)).toEqual(['link.srec', 'victim']);
});
