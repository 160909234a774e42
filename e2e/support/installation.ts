import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { poll, run } from '@sallyport/testkit';
import type { RunResult } from '@sallyport/testkit';

const BIN = fileURLToPath(new URL('../../packages/server/bin/sallyport.js', import.meta.url));

/** What `init --json` prints. */
export interface Initialised {
  readonly instanceId: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly hostKeyFingerprints: readonly string[];
}

/** Runs `sallyport` as a user would. */
export async function sallyport(args: readonly string[], env: Readonly<Record<string, string>> = {}, timeoutMs = 60_000): Promise<RunResult> {
  return run(process.execPath, [BIN, ...args], { env, timeoutMs });
}

export async function init(dir: string, extra: readonly string[] = []): Promise<Initialised> {
  const done = await sallyport(['init', '--data', dir, ...extra, '--json']);
  if (done.status !== 0) throw new Error(`init ended with ${done.status}: ${done.stderr}`);
  return JSON.parse(done.stdout) as Initialised;
}

export interface ServeOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerExit {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A serving process whose ready line has been read. */
export interface Server {
  readonly dir: string;
  /** Base URL of the management API. */
  readonly api: string;
  readonly sshPort: number;
  readonly pid: number;
  /** The certificate that this server made itself. */
  certificate(): string;
  log(): string;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<ServerExit>;
  /** SIGKILL. */
  kill(): Promise<ServerExit>;
}

/** `sallyport serve` on free loopback ports, with loopback allowed as target. */
export async function serve(dir: string, options: ServeOptions = {}): Promise<Server> {
  const child = spawn(process.execPath, [
    BIN, 'serve', '--data', dir, '--api', '127.0.0.1:0', '--ssh', '127.0.0.1:0', '--allow-target', '127.0.0.0/8', ...(options.args ?? []),
  ], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } });
  const output = collect(child);
  const ended = once(child, 'close');
  let over = false;
  ended.then(() => { over = true; }, () => { over = true; });
  const end = async (signal: NodeJS.Signals): Promise<ServerExit> => {
    if (!over) child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(killer);
    return { status: child.exitCode, ...output() };
  };
  const line = await poll('sallyport serve says that it is ready', 30_000, () => {
    if (over) throw new Error(`serve ended with ${child.exitCode}: ${output().stderr}`);
    const { stdout } = output();
    return stdout.includes('\n') ? stdout.slice(0, stdout.indexOf('\n')) : undefined;
  });
  const ready = JSON.parse(line) as { readonly ready: boolean; readonly api: string; readonly ssh: string };
  return {
    dir, api: ready.api, sshPort: Number(ready.ssh.slice(ready.ssh.lastIndexOf(':') + 1)), pid: child.pid ?? -1,
    certificate: () => readFileSync(join(dir, 'tls', 'api.crt'), 'utf8'),
    log: () => output().stderr,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function collect(child: ChildProcessByStdio<null, Readable, Readable>): () => { readonly stdout: string; readonly stderr: string } {
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { said.stdout += chunk; });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { said.stderr += chunk; });
  return () => ({ ...said });
}
