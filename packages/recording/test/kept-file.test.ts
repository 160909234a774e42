import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exportAsciicast, openReader, recordingPath, verifyRecording } from '../src/index.ts';
import type { RecordingEvent, RecordingKeys, RecordingMeta, RecordingSummary } from '../src/index.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { readAll } from './support/sample.ts';

/** Wrapped in the file is only a sentence: how an installation guards its keys is no part of the format. */
const KEY = '977e5a5a866e8d56a274d7e824afddffbd4699ecab7c165cda34d05244e7bc86';
const keys: RecordingKeys = {
  wrap: async () => { throw new Error('nothing is recorded here'); },
  unwrap: async (_recordingId, _instanceId, wrapped) => Buffer.from(Buffer.from(wrapped).toString() === 'the key stands in the test' ? KEY : '', 'hex'),
};

function fixture(name: string): Promise<Buffer> {
  return readFile(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
}

interface Known {
  readonly meta: RecordingMeta;
  readonly summary: RecordingSummary;
  readonly events: readonly RecordingEvent[];
}

// The files of version-1 were written on the day on which the format was published, and are never made anew: who changes the format
// adds others. A test that writes and reads with the same code cannot tell that both have changed.
async function version1(): Promise<{ readonly file: Buffer; readonly path: string; readonly known: Known }> {
  const known = JSON.parse((await fixture('version-1.json')).toString()) as Known;
  const { instanceId, recordingId, startedAt } = known.meta;
  return { file: await fixture('version-1.srec'), path: recordingPath(instanceId, recordingId, startedAt), known };
}

/** As JSON has it: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

test('a file of version 1 is read, verified and exported as on the day it was written', async () => {
  const { file, path, known } = await version1();
  const storage = MemoryStorage.of(path, file);
  const reader = await openReader(storage, keys, path);
  expect(plain({ meta: reader.meta, ...await readAll(reader) })).toEqual(known);
  expect(plain((await verifyRecording(storage, keys, path)).summary)).toEqual(known.summary);
  for (const channel of [0, 1, 2]) {
    const cast: string[] = [];
    for await (const line of exportAsciicast(reader, channel)) cast.push(line);
    expect(cast.join('')).toBe((await fixture(`version-1.channel-${channel}.cast`)).toString());
  }
});

test('a file of version 1 whose server was killed is read up to its last whole chunk', async () => {
  const { file, path, known } = await version1();
  const torn = await readAll(await openReader(MemoryStorage.of(path, file.subarray(0, -400)), keys, path));
  expect(torn.summary).toMatchObject({ complete: false, torn: true });
  expect(torn.events.length).toBeGreaterThan(20);
  expect(plain(torn.events)).toEqual(known.events.slice(0, torn.events.length));
});
