import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openReader, openRecording } from '../src/index.ts';
import type { RecordingError, RecordingStorage, RecordingWriter, WriterLimits } from '../src/index.ts';
import { fileSink } from '../src/file-sink.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, bytes, readAll, sampleMeta, START, TERMINAL, unexpectedFailure } from './support/sample.ts';

const keys = aesKeys();
const STATS = { bytesFromClient: 0, bytesFromTarget: 0 };

async function started(storage: RecordingStorage, limits: Partial<WriterLimits> = {}): Promise<{ readonly writer: RecordingWriter; readonly failures: RecordingError[] }> {
  const failures: RecordingError[] = [];
  const writer = await openRecording(storage, keys, sampleMeta(), { limits, onFailure: (error) => failures.push(error) });
  writer.open(0, START, { kind: 'shell' }, TERMINAL);
  return { writer, failures };
}

test('a full disk at the start refuses the recording', async () => {
  const full: RecordingStorage = { create: async () => fileSink(await open('/dev/full', 'a')), open: () => Promise.reject(new Error('not used')) };
  const refused = openRecording(full, keys, sampleMeta(), { onFailure: unexpectedFailure });
  await expect(refused).rejects.toMatchObject({ code: 'RECORDING_WRITE_FAILED', cause: { code: 'ENOSPC' } });
});

test('a disk that fills up is told once, without being asked; nothing is recorded after it; what was flushed stays readable', async () => {
  const storage = new MemoryStorage();
  const { writer, failures } = await started(storage, { flushMs: 5 });
  await writer.flush();
  const full = fileSink(await open('/dev/full', 'a'));
  storage.beforeAppend = (given) => full.append(given);
  writer.output(0, START + 1, bytes('lost'));
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  expect(failures[0]).toMatchObject({ code: 'RECORDING_WRITE_FAILED', cause: { code: 'ENOSPC' } });
  expect(writer.failure).toBe(failures[0]);
  storage.beforeAppend = async () => {};
  writer.output(0, START + 2, bytes('after'));
  await expect(writer.flush()).rejects.toBe(failures[0]);
  await expect(writer.seal(START + 3, 'recording-failed', STATS)).rejects.toBe(failures[0]);
  expect(failures).toHaveLength(1);
  expect(storage.closes).toBe(1);
  const { events, summary } = await readAll(await openReader(storage, keys, writer.path));
  expect(events.map((event) => event.kind)).toEqual(['open']);
  expect(summary.complete).toBe(false);
  await full.close();
});

test('a failed sync and a failed wrapping are told too', async () => {
  const storage = new MemoryStorage();
  const { writer, failures } = await started(storage);
  storage.beforeSync = () => Promise.reject(new Error('EIO'));
  await expect(writer.flush()).rejects.toMatchObject({ code: 'RECORDING_WRITE_FAILED' });
  expect(failures).toHaveLength(1);
  const locked = { ...keys, wrap: () => Promise.reject(new Error('vault is shut')) };
  await expect(openRecording(new MemoryStorage(), locked, sampleMeta(), { onFailure: unexpectedFailure })).rejects.toMatchObject({ code: 'RECORDING_KEY_UNAVAILABLE' });
});

test('a storage that does not answer fails the recording in time', async () => {
  const storage = new MemoryStorage();
  const { writer, failures } = await started(storage, { flushMs: 5, storageMs: 40 });
  await writer.flush();
  storage.beforeAppend = () => new Promise(() => {});
  writer.output(0, START, bytes('x'));
  await vi.waitFor(() => expect(failures.map((error) => error.code)).toEqual(['RECORDING_STALLED']));
  await expect(writer.seal(START, 'recording-failed', STATS)).rejects.toMatchObject({ code: 'RECORDING_STALLED' });
});

test('a slow storage presses back, and lets go when it has caught up', async () => {
  const storage = new MemoryStorage();
  const { writer, failures } = await started(storage, { chunk: 1_000, pressure: 5_000 });
  await writer.flush();
  let release = (): void => {};
  storage.beforeAppend = () => new Promise((resolve) => (release = resolve));
  expect(writer.pressed).toBe(false);
  await writer.drained();
  writer.output(0, START, bytes('x'.repeat(6_000)));
  expect(writer.pressed).toBe(true);
  let drained = false;
  const waiting = writer.drained().then(() => (drained = true));
  await sleep(20);
  expect(drained).toBe(false);
  storage.beforeAppend = async () => {};
  release();
  await waiting;
  expect(writer.pressed).toBe(false);
  expect(failures).toEqual([]);
});

test('what a session pours over a stalled storage is bounded: beyond it the recording fails at once', async () => {
  const storage = new MemoryStorage();
  const { writer, failures } = await started(storage, { overrun: 200_000 });
  await writer.flush();
  storage.beforeAppend = () => new Promise(() => {});
  for (let turn = 0; turn < 6 && writer.failure === undefined; turn += 1) {
    writer.output(0, START, bytes('x'.repeat(32_000)));
    await sleep(1);
  }
  expect(failures).toEqual([]);
  writer.output(0, START, bytes('x'.repeat(32_000)));
  expect(writer.failure).toMatchObject({ code: 'RECORDING_OVERRUN' });
  await vi.waitFor(() => expect(failures).toHaveLength(1));
});

test('bytes on a channel that was never opened fail the recording; bytes after the seal do not', async () => {
  const { writer, failures } = await started(new MemoryStorage());
  writer.output(9, START, bytes('x'));
  await vi.waitFor(() => expect(failures.map((error) => error.code)).toEqual(['RECORDING_CHANNEL_INVALID']));

  const second = await started(new MemoryStorage());
  const sealed = second.writer.seal(START, 'client-closed', STATS);
  second.writer.output(0, START, bytes('late'));
  second.writer.output(9, START, bytes('late'));
  expect(await second.writer.seal(START, 'again', STATS)).toBe(await sealed);
  expect(second.failures).toEqual([]);
});

test('a chunk goes out as soon as it is full, without waiting for its time', async () => {
  const storage = new MemoryStorage();
  const { writer } = await started(storage, { chunk: 10_000, flushMs: 60_000 });
  await writer.flush();
  const before = storage.files.get(writer.path)?.length ?? 0;
  writer.output(0, START, bytes('x'.repeat(10_000)));
  await vi.waitFor(() => expect(storage.files.get(writer.path)).toHaveLength(before + 1), { timeout: 5_000, interval: 5 });
  await writer.seal(START, 'client-closed', STATS);
});

test('a chunk goes out after its time, and is on the disk for good soon after, without further events', async () => {
  const storage = new MemoryStorage();
  const { writer } = await started(storage, { flushMs: 100, syncMs: 200 });
  await writer.flush();
  const [before, syncs] = [storage.files.get(writer.path)?.length ?? 0, storage.syncs];
  writer.output(0, START, bytes('y'));
  writer.output(0, START, bytes('z'));
  await vi.waitFor(() => expect(storage.files.get(writer.path)).toHaveLength(before + 1), { timeout: 5_000, interval: 5 });
  await vi.waitFor(() => expect(storage.syncs).toBe(syncs + 1), { timeout: 5_000, interval: 5 });
  await writer.seal(START, 'client-closed', STATS);
});
