import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exportAsciicast, openReader, openRecording } from '../src/index.ts';
import { MemoryStorage } from './support/memory-storage.ts';
import { aesKeys, readAll, sampleMeta, START, TERMINAL, textOf, unexpectedFailure } from './support/sample.ts';

const KEYS = aesKeys();
const ENV = { PATH: '/usr/bin:/bin', TERM: 'xterm', LC_ALL: 'C.UTF-8', HOME: '/nonexistent', PS1: 'ready$ ' };
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sallyport-terminal-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** `command` on a terminal of its own. */
function onTerminal(command: string): { readonly screen: () => string; readonly write: (text: string) => void; readonly onData: (see: (data: Buffer) => void) => void; readonly end: Promise<number | null> } {
  const child = spawn('script', ['-q', '-e', '-c', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'], env: ENV });
  let screen = '';
  child.stdout.on('data', (data: Buffer) => (screen += data.toString()));
  return {
    screen: () => screen,
    write: (text) => child.stdin.write(text),
    onData: (see) => child.stdout.on('data', see),
    end: new Promise((resolve, reject) => child.on('close', resolve).on('error', reject)),
  };
}

test('a real shell: typed and pasted lines are recorded, passwords typed without echo are not', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, KEYS, sampleMeta(), { onFailure: unexpectedFailure });
  writer.open(0, START, { kind: 'shell' }, TERMINAL);
  let now = START;
  const shell = onTerminal('bash --norc --noprofile -i');
  shell.onData((data) => writer.output(0, (now += 1), data));
  const type = (text: string): void => {
    writer.input(0, (now += 1), Buffer.from(text));
    shell.write(text);
  };
  const typeSlowly = async (text: string): Promise<void> => {
    for (const key of text) {
      type(key);
      await sleep(15);
    }
  };
  const shown = (text: string): Promise<void> => vi.waitFor(() => expect(shell.screen()).toContain(text), { timeout: 5_000, interval: 10 });
  // A key typed before the prompt has come is in doubt, and dropped.
  const prompted = (): Promise<void> => vi.waitFor(() => expect(shell.screen()).toMatch(/ready\$ $/), { timeout: 5_000, interval: 10 });

  await prompted();
  await typeSlowly('echo alx\x7fpha-one\r');
  await shown('\ralpha-one');
  await prompted();
  type('echo 日本-pasted\r');
  await shown('\r日本-pasted');
  await prompted();
  await typeSlowly('read -rsp "Password"": " p; echo "[${#p}]"\r');
  await shown('Password: ');
  await typeSlowly('hunter2\r');
  await shown('[7]');
  await prompted();
  await typeSlowly('read -rsp "Again"": " p; echo "<${#p}>"\r');
  await shown('Again: ');
  type('tr0ub4dor\r');
  await shown('<9>');
  await prompted();
  await typeSlowly('exit\r');
  expect(await shell.end).toBe(0);
  await writer.seal(now, 'target-closed', { bytesFromClient: 0, bytesFromTarget: 0 });

  const { events } = await readAll(await openReader(storage, KEYS, writer.path));
  const typed = textOf(events, 'input', 0);
  expect(typed).toContain('echo alx\x7fpha-one\r');
  expect(typed).toContain('echo 日本-pasted\r');
  expect(typed).toContain('exit\r');
  expect(typed).not.toMatch(/hunter|tr0ub/);
  expect(events.filter((event) => event.kind === 'hidden-input').length).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(events)).not.toMatch(/hunter2|tr0ub4dor/);
}, 30_000);

test('Debian’s asciinema plays the export, hostile output included', async () => {
  const storage = new MemoryStorage();
  const writer = await openRecording(storage, KEYS, sampleMeta({ user: 'z\u001b]0;owned\u0007', host: 'h\u202e"\\' }), { onFailure: unexpectedFailure });
  writer.open(0, START, { kind: 'shell' }, TERMINAL);
  writer.marker(START, 'remark \ud800');
  writer.output(0, START + 100, Buffer.from('first "quoted" \\ 日本 \u2028\u009b0m\x1b[1mbold\x1b[0m\xff\r\n'));
  writer.output(0, START + 120, Uint8Array.of(0xff, 0xc3, 0x0d, 0x0a));
  writer.input(0, START + 150, Buffer.from('id\r'));
  writer.output(0, START + 160, Buffer.from('id\r\n'));
  writer.resize(0, START + 180, 100, 40);
  writer.output(0, START + 60_000, Buffer.from('last\r\n'));
  await writer.seal(START + 60_001, 'client-closed', { bytesFromClient: 3, bytesFromTarget: 9 });
  const cast = join(directory, 'session.cast');
  let text = '';
  for await (const line of exportAsciicast(await openReader(storage, KEYS, writer.path))) text += line;
  await writeFile(cast, text);

  for (const command of [`asciinema cat ${cast}`, `asciinema play -i 0.05 ${cast}`]) {
    const player = onTerminal(command);
    expect(await player.end).toBe(0);
    expect(player.screen()).toContain('first "quoted" \\ 日本 \u2028\u009b0m\x1b[1mbold\x1b[0m');
    expect(player.screen()).toMatch(/last\r+\n/);
  }
}, 30_000);
