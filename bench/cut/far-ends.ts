import { once } from 'node:events';
import { constants, readFileSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { poll, tempDir } from '@sallyport/testkit';
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

/** Under which account of the target the programs run: this process's, or whichever the session is logged in to. */
export type RunAs = 'own account' | 'any account';

/** Listens for the programs that run on the target. */
export async function farEnds(runAs: RunAs): Promise<FarEnds> {
  await using undo = new AsyncDisposableStack();
  const dir = undo.use(await tempDir('far-ends'));
  const program = runAs === 'own account' ? [process.execPath, PROGRAM] : await programForAll(dir);
  const path = dir.file('s');
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
  undo.defer(async () => {
    server.close();
    await once(server, 'close');
  });
  if (runAs === 'any account') await chmod(path, 0o666);
  const kept = undo.move();
  return {
    expect: (name) => {
      const stamps = dir.file(`${name}.stamps`);
      return {
        command: [...program, path, name, stamps].join(' '),
        started: async () => { await poll(`${name} runs on the target`, 20_000, () => (seen.has(name) ? true : undefined)); },
        goneAt: () => seen.get(name)?.goneAt,
        last: () => {
          const text = readFileSync(stamps);
          if (text.length < 16) throw new Error(`${name}: no byte has arrived`);
          return { at: Number(text.readBigUInt64LE(0)) / 1e6, bytes: Number(text.readBigUInt64LE(8)) };
        },
      };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Copies, because a checkout and its Node may lie where nobody but their owner may look. */
async function programForAll(dir: TempDir): Promise<readonly string[]> {
  const [node, program] = [dir.file('node'), dir.file('target-program.mts')];
  await chmod(dir.path, 0o1777);
  await copyFile(process.execPath, node, constants.COPYFILE_FICLONE);
  await chmod(node, 0o755);
  await copyFile(PROGRAM, program);
  await chmod(program, 0o644);
  return [node, program];
}
