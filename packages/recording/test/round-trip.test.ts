import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openReader, openRecording, verifyRecording } from '../src/index.ts';
import type { RecordingEvent } from '../src/index.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, readAll, sampleMeta, START, TERMINAL, textOf, unexpectedFailure } from './support/sample.ts';

const keys = aesKeys();

test('what was shown comes back, whatever the bytes, the cuts between them and the channels: torn characters whole, invalid bytes replaced', async () => {
  const channels = fc.array(fc.uint8Array({ maxLength: 120 }), { minLength: 1, maxLength: 3 });
  await fc.assert(fc.asyncProperty(channels, fc.integer({ min: 1, max: 7 }), fc.string({ unit: 'grapheme', maxLength: 60 }), async (contents, step, text) => {
    const whole = contents.map((content) => Buffer.concat([content, Buffer.from(text)]));
    const events = await recordPieces(whole, step);
    for (const [channel, content] of whole.entries()) {
      expect(textOf(events, 'output', channel)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content));
    }
  }), { numRuns: 100 });
}, 20_000);

/** Writes all channels in turns of `step` bytes, a chunk every five turns. */
async function recordPieces(contents: readonly Buffer[], step: number): Promise<readonly RecordingEvent[]> {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure });
  contents.forEach((_, channel) => writer.open(channel, START, { kind: 'shell' }, TERMINAL));
  const longest = Math.max(...contents.map((content) => content.length));
  for (let from = 0; from < longest; from += step) {
    for (const [channel, content] of contents.entries()) {
      const kept = Buffer.from(content.subarray(from, from + step));
      writer.output(channel, START + from, kept);
      // The caller reuses its buffer at once.
      kept.fill(0x41);
    }
    if (from % (5 * step) === 0) await writer.flush();
  }
  await writer.seal(START + longest, 'client-closed', { bytesFromClient: 0, bytesFromTarget: 0 });
  return (await readAll(await openReader(storage, keys, writer.path))).events;
}

test('every kind of event comes back as it was', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta(), { onFailure: unexpectedFailure });
  writer.marker(START, 'admitted by ticket 7');
  writer.open(3, START + 1, { kind: 'shell' }, TERMINAL);
  writer.open(4, START + 2, { kind: 'exec', command: 'ls \ud800' }, undefined);
  writer.resize(3, START + 3, 132, -1);
  writer.output(4, START + 4, Buffer.from('no\n'), 'stderr');
  writer.close(4, START + 5, { status: 2, signal: undefined });
  writer.marker(START + 6, 'remark', 3);
  writer.close(3, START + 5, { status: undefined, signal: 'HUP' });
  const sealed = await writer.seal(START + 10, 'USER_LOCKED', { bytesFromClient: 11, bytesFromTarget: 22 });
  const reader = await openReader(storage, keys, writer.path);
  expect(reader.meta).toEqual(sampleMeta());
  const { events, summary } = await readAll(reader);
  expect(events).toEqual([
    { kind: 'marker', at: START, channel: undefined, text: 'admitted by ticket 7' },
    { kind: 'open', at: START + 1, channel: 3, program: { kind: 'shell' }, terminal: TERMINAL },
    { kind: 'open', at: START + 2, channel: 4, program: { kind: 'exec', command: 'ls \ufffd' }, terminal: undefined },
    { kind: 'resize', at: START + 3, channel: 3, columns: 132, rows: 0 },
    { kind: 'output', at: START + 4, channel: 4, stream: 'stderr', text: 'no\n' },
    { kind: 'exit', at: START + 5, channel: 4, exit: { status: 2, signal: undefined } },
    { kind: 'marker', at: START + 6, channel: 3, text: 'remark' },
    // The clock stepped back: time stands still.
    { kind: 'exit', at: START + 6, channel: 3, exit: { status: undefined, signal: 'HUP' } },
  ]);
  expect(summary).toEqual({
    complete: true, torn: false, chunks: sealed.chunks, events: 8, headHash: sealed.headHash, lastAt: START + 10,
    end: { endedAt: START + 10, reason: 'USER_LOCKED', bytesFromClient: 11, bytesFromTarget: 22, events: 8 },
  });
  expect(sealed).toMatchObject({ path: writer.path, bytes: storage.bytes(writer.path).length, events: 8 });
  expect((await verifyRecording(storage, keys, writer.path)).summary).toEqual(summary);
});

test('nothing of the session stands in the file in clear', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta({ user: 'liu-the-engineer' }), { onFailure: unexpectedFailure });
  writer.open(0, START, { kind: 'exec', command: 'cat /etc/shadow' }, undefined);
  writer.output(0, START, Buffer.from('correct horse battery staple'));
  await writer.seal(START, 'client-closed', { bytesFromClient: 0, bytesFromTarget: 0 });
  const file = storage.bytes(writer.path).toString('latin1');
  expect(file).toContain('bastionhost-cn-test');
  for (const secret of ['liu-the', 'shadow', 'horse', 'db-1']) expect(file).not.toContain(secret);
});
