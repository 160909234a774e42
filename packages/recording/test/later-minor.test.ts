import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ChunkSealer } from '../src/chunk-sealer.ts';
import { encodeFileHeader } from '../src/file-header.ts';
import { KIND_END, KIND_EVENTS, KIND_META } from '../src/format.ts';
import { openReader } from '../src/index.ts';
import { createChunkKeys } from '../src/keys.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, readAll, sampleMeta, START } from './support/sample.ts';

const PATH = `i/${sampleMeta().recordingId}.srec`;
const HEADER_HASH = 32;

/** A file of a later minor version: its header says so, and it holds a chunk kind and an event code that nobody knows today. */
async function laterFile(): Promise<Buffer> {
  const meta = sampleMeta();
  const { chunk, wrapped } = await createChunkKeys(aesKeys(), meta.recordingId, meta.instanceId);
  const today = encodeFileHeader({ recordingId: meta.recordingId, instanceId: meta.instanceId, wrappedKey: wrapped });
  const covered = Buffer.from(today.bytes.subarray(0, -HEADER_HASH));
  covered.writeUInt16BE(9, 10);
  const hash = createHash('sha256').update(covered).digest();
  const sealer = new ChunkSealer(chunk, hash);
  const parts: Buffer[] = [covered, hash];
  const end = { endedAt: START, reason: 'client-closed', bytesFromClient: 0, bytesFromTarget: 0, events: 2, heads: ['new'] };
  const plain: [number, string][] = [
    [KIND_META, JSON.stringify({ ...meta, project: 'new' })],
    [77, 'an index'],
    [KIND_EVENTS, '[0.5,"Q",{"new":1},0]\n[1,"m","known"]\n'],
    [KIND_END, JSON.stringify(end)],
  ];
  for (const [kind, text] of plain) parts.push(await sealer.seal({ kind, plain: Buffer.from(text), firstAt: START, lastAt: START, events: kind === KIND_EVENTS ? 2 : 0 }));
  return Buffer.concat(parts);
}

test('what a later minor version adds is verified and skipped', async () => {
  const file = await laterFile();
  const { events, summary } = await readAll(await openReader(MemoryStorage.of(PATH, file), aesKeys(), PATH));
  expect(events).toEqual([{ kind: 'marker', at: START + 1_000, channel: undefined, text: 'known' }]);
  expect(summary).toMatchObject({ complete: true, chunks: 4, events: 2 });
});
