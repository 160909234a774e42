import { beforeAll, describe, expect, test } from 'vitest';
import { openReader, openRecording, RecordingError } from '../src/index.ts';
import type { RecordingEvent } from '../src/index.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, bytes, readAll, readUntilError, sampleMeta, START, TERMINAL, unexpectedFailure } from './support/sample.ts';

const keys = aesKeys();
const CHUNKS = 4;

interface Sample {
  readonly path: string;
  /** The file in the pieces in which it was appended: header with description, event chunks, end. */
  readonly parts: readonly Buffer[];
  readonly events: readonly RecordingEvent[];
}

async function sample(recordingId: string, letter: string): Promise<Sample> {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, keys, sampleMeta({ recordingId }), { onFailure: unexpectedFailure });
  writer.open(0, START, { kind: 'shell' }, TERMINAL);
  for (let index = 0; index < CHUNKS; index += 1) {
    writer.output(0, START + index, bytes(`${letter}${index}`));
    await writer.flush();
  }
  await writer.seal(START + 9, 'client-closed', { bytesFromClient: 1, bytesFromTarget: 2 });
  const { events } = await readAll(await openReader(storage, keys, writer.path));
  return { path: writer.path, parts: storage.files.get(writer.path) ?? [], events };
}

let mine: Sample;
let other: Sample;
beforeAll(async () => {
  mine = await sample('aaaa', 'm');
  other = await sample('bbbb', 'o');
});

function reading(file: Buffer): Promise<Awaited<ReturnType<typeof openReader>>> {
  return openReader(MemoryStorage.of(mine.path, file), keys, mine.path);
}

/** Opens and reads: what came before the error, and the error's code. */
async function outcome(file: Buffer): Promise<{ readonly events: readonly RecordingEvent[]; readonly code: string }> {
  const { events, error } = await reading(file).then(readUntilError, (refused: unknown) => ({ events: [], error: refused }));
  return { events, code: error instanceof RecordingError ? error.code : `no RecordingError: ${String(error)}` };
}

test('the sample has the chunks that these tests move about', () => {
  expect(mine.parts).toHaveLength(CHUNKS + 2);
  expect(mine.events).toHaveLength(CHUNKS + 1);
});

test('cut off at any byte, every complete chunk is readable and the rest is reported', async () => {
  const file = Buffer.concat(mine.parts);
  const ends: number[] = [];
  for (const part of mine.parts) ends.push((ends.at(-1) ?? 0) + part.length);
  const first = ends[0] ?? 0;
  for (let length = 0; length < first; length += 1) expect((await outcome(file.subarray(0, length))).code).toBe('RECORDING_DAMAGED');
  for (let length = first; length < file.length; length += 1) {
    const { events, summary } = await readAll(await reading(file.subarray(0, length)));
    const chunks = ends.filter((end) => end <= length).length;
    // The first chunk of events also opens the channel.
    expect(events).toEqual(mine.events.slice(0, chunks > 1 ? chunks : 0));
    expect(summary).toMatchObject({ complete: false, torn: !ends.includes(length), chunks, end: undefined });
  }
});

test('any flipped bit is an error, and what comes before it is right', async () => {
  const file = Buffer.concat(mine.parts);
  for (let offset = 0; offset < file.length; offset += 1) {
    const damaged = Buffer.from(file);
    damaged.writeUInt8(damaged.readUInt8(offset) ^ (1 << (offset % 8)), offset);
    const { events, code } = await outcome(damaged);
    expect(code).toMatch(/^RECORDING_(TAMPERED|DAMAGED|VERSION_UNSUPPORTED)$/);
    expect(events).toEqual(mine.events.slice(0, events.length));
    if (offset >= (mine.parts[0]?.length ?? 0)) expect(code).toBe('RECORDING_TAMPERED');
  }
});

describe('chunks that are not where they were written', () => {
  const rearrangements: Record<string, (parts: Buffer[]) => Buffer[]> = {
    swapped: ([head, a, b, ...rest]) => [head, b, a, ...rest].filter((part) => part !== undefined),
    duplicated: ([head, a, ...rest]) => [head, a, a, ...rest].filter((part) => part !== undefined),
    'removed in the middle': ([head, a, , ...rest]) => [head, a, ...rest].filter((part) => part !== undefined),
    'removed before the end': (parts) => parts.toSpliced(-2, 1),
    'replaced by another recording’s': (parts) => parts.toSpliced(2, 1, other.parts[2] ?? Buffer.alloc(0)),
    'added behind the end': (parts) => [...parts, parts[1] ?? Buffer.alloc(0)],
    'a byte added behind the end': (parts) => [...parts, Buffer.alloc(1)],
    'zeros in place of a chunk': (parts) => parts.toSpliced(3, 1, Buffer.alloc(parts[3]?.length ?? 0)),
    'under another recording’s header': (parts) => parts.toSpliced(0, 1, other.parts[0] ?? Buffer.alloc(0)),
  };
  test.each(Object.entries(rearrangements))('%s', async (_, rearrange) => {
    expect(await outcome(Buffer.concat(mine.parts))).toMatchObject({ code: 'no RecordingError: undefined' });
    expect((await outcome(Buffer.concat(rearrange([...mine.parts])))).code).toBe('RECORDING_TAMPERED');
  });
});

test('a whole recording in the place of another is not taken for it', async () => {
  const taken = openReader(MemoryStorage.of(mine.path, Buffer.concat(other.parts)), keys, mine.path);
  await expect(taken).rejects.toMatchObject({ code: 'RECORDING_TAMPERED' });
});

test('a header of another recording, a wrong master key and a newer format are told apart', async () => {
  const file = Buffer.concat(mine.parts);
  const storage = MemoryStorage.of(mine.path, file);
  await expect(openReader(storage, aesKeys(Buffer.alloc(32, 8)), mine.path)).rejects.toMatchObject({ code: 'RECORDING_KEY_UNAVAILABLE' });
  const newer = Buffer.from(file);
  newer.writeUInt16BE(2, 8);
  expect((await outcome(newer)).code).toBe('RECORDING_VERSION_UNSUPPORTED');
  expect((await outcome(Buffer.from('{"version": 2, "width": 80, "height": 24}\n'))).code).toBe('RECORDING_DAMAGED');
});
