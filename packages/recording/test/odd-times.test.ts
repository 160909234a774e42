import { expect, test } from 'vitest';
import { ChunkSealer } from '../src/chunk-sealer.ts';
import { KIND_EVENTS } from '../src/format.ts';
import { exportAsciicast, openReader, openRecording } from '../src/index.ts';
import { createChunkKeys } from '../src/keys.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, bytes, readAll, sampleMeta, START, TERMINAL, unexpectedFailure } from './support/sample.ts';

const keys = aesKeys();
const STATS = { bytesFromClient: 0, bytesFromTarget: 0 };

test('times that step back, have fractions or are none do no harm', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure });
  writer.open(0, START + 0.25, { kind: 'shell' }, TERMINAL);
  for (const at of [START + 5.5, START - 3_600_000, Number.NaN, Number.POSITIVE_INFINITY, START + 9]) writer.output(0, at, bytes('x'));
  await writer.seal(START + 10.75, 'client-closed', STATS);
  const reader = await openReader(storage, keys, writer.path);
  const { events, summary } = await readAll(reader);
  expect(events.map((event) => event.at - START)).toEqual([0, 6, 6, 6, 6, 9]);
  expect(summary.end?.endedAt).toBe(START + 11);
  for await (const line of exportAsciicast(reader)) expect(line).not.toMatch(/^\[-/);
});

test('ten thousand resizes cost as many events as there are changes, a session of years keeps its milliseconds', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure });
  writer.open(0, START, { kind: 'shell' }, TERMINAL);
  for (let i = 0; i < 10_000; i += 1) writer.resize(0, START + i, 80 + (i > 5_000 ? 1 : 0), 24);
  const years = START + 20 * 365 * 86_400_000 + 123;
  writer.output(0, years, bytes('still here'));
  await writer.seal(years, 'client-closed', STATS);
  const { events } = await readAll(await openReader(storage, keys, writer.path));
  expect(events.filter((event) => event.kind === 'resize')).toHaveLength(2);
  expect(events.at(-1)?.at).toBe(years);
});

test('forgotten keys seal nothing', async () => {
  const { chunk } = await createChunkKeys(keys, 'id', 'instance');
  const sealer = new ChunkSealer(chunk, Buffer.alloc(32));
  const late = sealer.seal({ kind: KIND_EVENTS, plain: Buffer.from('x'), firstAt: 0, lastAt: 0, events: 1 });
  sealer.forget();
  await expect(late).rejects.toMatchObject({ code: 'RECORDING_SEALED' });
});
