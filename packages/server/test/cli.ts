import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/sallyport.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a shell would have set of ours must not leak into a test. */
function environment(extra: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SALLYPORT_')));
  return { ...clean, ...extra };
}

/** Runs the real command line in a process of its own; a code other than 0 is an outcome, not an error. */
export function sallyport(words: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BIN, ...words], { env: environment(env), timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr });
    });
    // A command that ends without reading its input is no error.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

export function spawnSallyport(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...words], { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

export interface Server extends AsyncDisposable {
  readonly api: string;
  readonly ssh: string;
  readonly child: ChildProcess;
  /** Everything on stdout so far, and on stderr. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends the signal and gives exit code, signal and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly ms: number }>;
}

/** `sallyport serve` on free loopback ports, once it is ready; rejects with its stderr when it ends before. */
export async function serve(data: string, extra: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const child = spawnSallyport(['serve', '--data', data, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0', ...extra], env);
  let stdout = '';
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  const exited = once(child, 'exit');
  if (child.stdout === null) throw new Error('no stdout');
  const first = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const line = await Promise.race([first, exited.then(() => undefined)]);
  if (line === undefined) throw new Error(`serve ended: ${stderr}`);
  const ready = JSON.parse(line) as { readonly api: string; readonly ssh: string };
  const stop: Server['stop'] = async (signal = 'SIGTERM') => {
    const began = performance.now();
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
    return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - began };
  };
  return {
    ...ready, child, stop,
    stdout: () => stdout,
    stderr: () => stderr,
    [Symbol.asyncDispose]: async () => { await stop(); },
  };
}
