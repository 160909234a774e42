import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { poll } from '@sallyport/testkit';
import type { TempDir } from '@sallyport/testkit';
import { monotonicMs } from './monotonic.ts';

const PROGRAM = fileURLToPath(new URL('./target-program.ts', import.meta.url));

/** The program at the far end of one session. */
export interface FarEnd {
  /** What the session has to run. */
  readonly command: string;
  started(): Promise<void>;
  /** When the process was gone; undefined: it is there. */
  goneAt(): number | undefined;
  /** When the last byte arrived, and how many did. */
  last(): { readonly at: number; readonly bytes: number };
}

export interface FarEnds extends AsyncDisposable {
  expect(name: string): FarEnd;
}

/** Listens for the programs that run on the target. */
export async function farEnds(dir: TempDir): Promise<FarEnds> {
  const path = dir.file('far-ends.socket');
  const seen = new Map<string, { goneAt: number | undefined }>();
  const server = createServer((socket) => {
    let name = '';
    const state: { goneAt: number | undefined } = { goneAt: undefined };
    socket.setEncoding('utf8').on('data', (text: string) => {
      name += text;
      if (name.endsWith('\n')) seen.set(name.trim(), state);
    });
    // A killed process resets its connection; that it is gone is all that counts.
    socket.on('error', () => undefined);
    socket.on('close', () => { state.goneAt = monotonicMs(); });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    expect: (name) => {
      const stamps = dir.file(`${name}.stamps`);
      return {
        command: [process.execPath, PROGRAM, path, name, stamps].join(' '),
        started: async () => { await poll(`${name} runs on the target`, 20_000, () => (seen.has(name) ? true : undefined)); },
        goneAt: () => seen.get(name)?.goneAt,
        last: () => {
          const text = readFileSync(stamps);
          if (text.length < 16) throw new Error(`${name}: no byte has arrived`);
          return { at: Number(text.readBigUInt64LE(0)) / 1e6, bytes: Number(text.readBigUInt64LE(8)) };
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
