import { diskStorage, openRecording } from '@sallyport/recording';
import type { RecordedProgram, RecordingKeys, RecordingStorage, RecordingWriter } from '@sallyport/recording';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RecordedCommands } from '../src/compose/recorded-commands.ts';
import { temporary } from './directory.ts';

const START = Date.UTC(2026, 10, 21, 12);
const NO_BYTES = { bytesFromClient: 0, bytesFromTarget: 0 };

const keys: RecordingKeys = {
  wrap: (_recording, _instance, key) => Promise.resolve(Uint8Array.from(key)),
  unwrap: (_recording, _instance, wrapped) => Promise.resolve(Uint8Array.from(wrapped)),
};

interface Place {
  readonly commands: RecordedCommands;
  /** Recordings opened for reading so far. */
  readonly opened: () => number;
  readonly record: (id: string) => Promise<RecordingWriter>;
}

async function place(): Promise<Place> {
  const disk = diskStorage(await temporary());
  let opened = 0;
  const storage: RecordingStorage = {
    create: (path) => disk.create(path),
    open: (path) => {
      opened += 1;
      return disk.open(path);
    },
  };
  return {
    commands: new RecordedCommands(storage, keys),
    opened: () => opened,
    record: (id) => openRecording(storage, keys, {
      recordingId: id, instanceId: 'i', sessionId: id, user: 'u', host: 'h', account: 'root', protocol: 'SSH', startedAt: START, clientAddress: '127.0.0.1',
    }, { onFailure: (error) => { throw error; } }),
  };
}

const exec = (command: string): RecordedProgram => ({ kind: 'exec', command });

describe('commands of a recording', () => {
  it('are its programs with their times, a subsystem by its name, and no shell', async () => {
    const { commands, record } = await place();
    const writer = await record('a');
    writer.open(1, START + 1000, exec('uname -a'), undefined);
    writer.output(1, START + 1100, Buffer.from('Linux\n'));
    writer.open(2, START + 2000, { kind: 'shell' }, { term: 'xterm', columns: 80, rows: 24 });
    writer.open(3, START + 3000, { kind: 'subsystem', name: 'sftp' }, undefined);
    writer.open(4, START + 3000, exec('备份 && exit'), undefined);
    await writer.seal(START + 4000, 'client-closed', NO_BYTES);
    expect(await commands.of(writer.path)).toEqual([
      { at: START + 1000, command: 'uname -a' }, { at: START + 3000, command: 'subsystem sftp' }, { at: START + 3000, command: '备份 && exit' },
    ]);
  });

  it('are kept for a sealed recording, and read again for one that grows', async () => {
    const { commands, opened, record } = await place();
    const writer = await record('b');
    writer.open(1, START, exec('first'), undefined);
    await writer.flush();
    expect(await commands.of(writer.path)).toHaveLength(1);
    writer.open(2, START, exec('second'), undefined);
    await writer.flush();
    expect(await commands.of(writer.path)).toHaveLength(2);
    await writer.seal(START, 'client-closed', NO_BYTES);
    const before = opened();
    for (let i = 0; i < 3; i++) expect(await commands.of(writer.path)).toHaveLength(2);
    expect(opened() - before).toBe(1);
  });

  it('are forgotten for the recording that nobody has asked for the longest', async () => {
    const { commands, opened, record } = await place();
    const paths: string[] = [];
    for (let i = 0; i < 65; i++) {
      const writer = await record(`c${i}`);
      paths.push(writer.path);
      await writer.seal(START, 'client-closed', NO_BYTES);
    }
    const [first = '', second = '', ...rest] = paths;
    for (const path of [first, second]) await commands.of(path);
    await commands.of(first);
    for (const path of rest) await commands.of(path);
    const before = opened();
    await commands.of(first);
    expect(opened() - before).toBe(0);
    await commands.of(second);
    expect(opened() - before).toBe(1);
  });

  it('are unknown where nothing was recorded, and an error where the recording is damaged', async () => {
    const { commands, record } = await place();
    expect(await commands.of('')).toBeUndefined();
    expect(await commands.of('i/2026/11/21/none.srec')).toBeUndefined();
    await expect(commands.of('../../etc/passwd')).rejects.toMatchObject({ name: 'RecordingError' });
    const writer = await record('d');
    await writer.seal(START, 'client-closed', NO_BYTES);
    const other = new RecordedCommands(diskStorage(await temporary()), keys);
    expect(await other.of(writer.path)).toBeUndefined();
  });

  it('of one recording are read once for everybody who asks at the same time, and too many different ones are refused', async () => {
    const { commands, opened, record } = await place();
    const writer = await record('e');
    await writer.seal(START, 'client-closed', NO_BYTES);
    const [one, another] = await Promise.all([commands.of(writer.path), commands.of(writer.path)]);
    expect(one).toBe(another);
    expect(opened()).toBe(1);
    const asked = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => commands.of(`i/2026/11/21/none-${i}.srec`)));
    const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toHaveLength(8);
    expect(refused[0]).toMatchObject({ code: 'STORE_BUSY' });
    expect(await commands.of('i/2026/11/21/none.srec')).toBeUndefined();
  });

  it('of a large recording are found without holding up the process: others get their turn between its chunks', async () => {
    const { commands, record } = await place();
    const writer = await record('f');
    for (let part = 0; part < 4; part++) {
      writer.open(part, START + part, exec(`part ${part}`), { term: 'xterm', columns: 80, rows: 24 });
      for (let line = 0; line < 20_000; line++) writer.output(part, START + part, Buffer.from(`${randomBytes(48).toString('base64url')}\r\n`));
      await writer.drained();
    }
    const sealed = await writer.seal(START + 500, 'client-closed', NO_BYTES);
    expect(sealed.chunks).toBeGreaterThan(20);
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    expect(await commands.of(writer.path)).toHaveLength(4);
    counting = false;
    expect(turns).toBeGreaterThanOrEqual(sealed.chunks);
  }, 60_000);
});
