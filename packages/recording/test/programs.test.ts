import { expect, test } from 'vitest';
import { exportAsciicast, listChannels, openReader, openRecording } from '../src/index.ts';
import type { RecordingEvent, RecordingReader, RecordingWriter } from '../src/index.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, bytes, readAll, sampleMeta, START, TERMINAL, textOf, unexpectedFailure } from './support/sample.ts';

async function recorded(play: (writer: RecordingWriter) => void): Promise<{ readonly reader: RecordingReader; readonly events: readonly RecordingEvent[] }> {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, aesKeys(), sampleMeta(), { onFailure: unexpectedFailure });
  play(writer);
  await writer.seal(START + 99, 'client-closed', { bytesFromClient: 0, bytesFromTarget: 0 });
  const reader = await openReader(storage, aesKeys(), writer.path);
  return { reader, events: (await readAll(reader)).events };
}

async function lines(reader: RecordingReader, channel?: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const line of exportAsciicast(reader, channel)) found.push(JSON.parse(line));
  return found;
}

test('of a program without a terminal the first 64 KiB of each stream are kept, and how much was not', async () => {
  const { events } = await recorded((writer) => {
    writer.open(0, START, { kind: 'exec', command: 'head -c 200000 /dev/zero' }, undefined);
    for (let turn = 0; turn < 20; turn += 1) writer.output(0, START + turn, new Uint8Array(10_000));
    writer.output(0, START + 30, bytes('warned'), 'stderr');
    writer.close(0, START + 31, { status: 3, signal: undefined });
  });
  expect(textOf(events.filter((event) => event.kind === 'output' && event.stream === 'stdout'), 'output', 0)).toBe('\0'.repeat(65_536));
  expect(events.slice(-3)).toEqual([
    { kind: 'output', at: START + 30, channel: 0, stream: 'stderr', text: 'warned' },
    { kind: 'omitted', at: START + 31, channel: 0, stream: 'stdout', bytes: 200_000 - 65_536 },
    { kind: 'exit', at: START + 31, channel: 0, exit: { status: 3, signal: undefined } },
  ]);
});

test('file content of transfers is never in it, nor what is piped into a program', async () => {
  const { events } = await recorded((writer) => {
    writer.open(0, START, { kind: 'subsystem', name: 'sftp' }, undefined);
    for (const [index, command] of ['scp -f /etc/shadow', '/usr/bin/rsync --server --sender . /', "git-upload-pack '/r.git'", ' scp -t x', 'git  receive-pack r'].entries()) {
      writer.open(index + 1, START, { kind: 'exec', command }, undefined);
    }
    for (let channel = 0; channel < 6; channel += 1) writer.output(channel, START, bytes('body'));
    writer.open(6, START, { kind: 'exec', command: 'sudo -S id' }, undefined);
    writer.input(6, START, bytes('hunter2\n'));
    writer.output(6, START, bytes('hunter2\n'));
    writer.open(7, START, { kind: 'exec', command: 'git log scp' }, undefined);
    writer.output(7, START, bytes('commit 1\n'));
    writer.input(6, START, bytes('more'));
  });
  expect(events.filter((event) => event.kind === 'output').map((event) => event.channel)).toEqual([6, 7]);
  expect(events.filter((event) => event.kind === 'omitted').map((event) => event.bytes)).toEqual([4, 4, 4, 4, 4, 4]);
  expect(events.filter((event) => event.kind === 'input')).toEqual([]);
  expect(events.filter((event) => event.kind === 'hidden-input')).toHaveLength(1);
});

test('a terminal’s typed line stands before the output that completes its echo; a hidden one leaves a mark', async () => {
  const { events } = await recorded((writer) => {
    writer.open(0, START, { kind: 'exec', command: 'su' }, TERMINAL);
    writer.input(0, START + 1, bytes('id\r'));
    writer.output(0, START + 2, bytes('id\r\n'));
    writer.input(0, START + 3, bytes('pw\r'));
    writer.output(0, START + 4, bytes('\r\n'));
  });
  expect(events.slice(1).map(({ kind, at }) => [kind, at - START])).toEqual([['input', 2], ['output', 2], ['hidden-input', 4], ['output', 4]]);
});

test('each channel is a cast of its own, timed from its opening; the first terminal is shown unless asked otherwise', async () => {
  const { reader } = await recorded((writer) => {
    writer.open(7, START + 1_000, { kind: 'exec', command: 'uname\u009b' }, undefined);
    writer.open(8, START + 2_000, { kind: 'shell' }, TERMINAL);
    writer.output(7, START + 2_500, bytes('a\nb\r'));
    writer.output(7, START + 2_600, bytes('\nc'));
    writer.output(8, START + 3_250, bytes('hi\n\x1b]0;x\x07\u009b31m'));
    writer.marker(START + 3_500, 'moved\u001b[2J');
    writer.resize(8, START + 4_000, 100, 30);
    writer.close(7, START + 4_000, { status: 0, signal: undefined });
  });
  expect((await listChannels(reader)).map(({ channel, exit }) => [channel, exit])).toEqual([[7, { status: 0, signal: undefined }], [8, undefined]]);
  expect(await lines(reader)).toEqual([
    { version: 2, width: 80, height: 24, timestamp: START / 1000 + 2, title: 'zhang on root@db-1', env: { TERM: 'xterm-256color' } },
    [1.25, 'o', 'hi\n\x1b]0;x\x07\u009b31m'], [1.5, 'm', 'moved [2J'], [2, 'r', '100x30'],
  ]);
  expect(await lines(reader, 7)).toEqual([
    { version: 2, width: 80, height: 24, timestamp: START / 1000 + 1, command: 'uname\u009b', title: 'zhang on root@db-1' },
    [1.5, 'o', 'a\r\nb\r'], [1.6, 'o', '\nc'], [2.5, 'm', 'moved [2J'], [3, 'm', 'exit status 0'],
  ]);
  await expect(lines(reader, 9)).rejects.toMatchObject({ code: 'RECORDING_CHANNEL_INVALID' });
  for await (const line of exportAsciicast(reader, 8)) expect(line).toMatch(/^[^\p{Cc}]*\n$/u);
});

test('a recording without any channel exports its remarks', async () => {
  const { reader } = await recorded((writer) => writer.marker(START + 500, 'refused'));
  expect(await lines(reader)).toEqual([expect.objectContaining({ version: 2, width: 80, height: 24 }), [0.5, 'm', 'refused']]);
});
