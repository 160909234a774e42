import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readlink, writeFile } from 'node:fs/promises';
import { poll } from './poll.ts';
import { descendants, endFamily } from './process-tree.ts';
import { mustRun } from './run.ts';
import { tempDir } from './temp-dir.ts';
import type { TempDir } from './temp-dir.ts';

export interface SshOptions {
  readonly port: number;
  /** May hold `@`: it travels by `-l`. */
  readonly user: string;
  readonly host?: string;
  /** Private key file. */
  readonly key?: string;
  /** Given through SSH_ASKPASS; without key and password only `none` is tried. */
  readonly password?: string;
  /** `algorithm blob` lines that the server must show; without any the first key is accepted and kept. */
  readonly hostKeys?: readonly string[];
  readonly command?: string;
  /**
   * pipe: standard input stays open for `type`, no PTY. terminal: the same with a PTY forced on the far side (`-tt`), none here.
   * tty: a PTY on this side too, 80 × 24, that `resize` changes; both streams arrive as stdout. Default: no input at all.
   */
  readonly input?: 'none' | 'pipe' | 'terminal' | 'tty';
  /** Further `-o` values and options, before the destination. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface SshExit {
  /** ssh's own: 255 when the connection failed, else the remote status; null when it died of a signal. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running stock client. Disposing ends it. */
export interface SshClient extends AsyncDisposable {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  type(text: string): void;
  closeInput(): void;
  /** Only with `input: 'tty'`: the terminal has another size from now on. */
  resize(columns: number, rows: number): Promise<void>;
  /** Resolves with all output once either stream holds `what`; throws with the output when it ended or `withinMs` (10 s) passed. */
  waitFor(what: string | RegExp, withinMs?: number): Promise<string>;
  /** Resolves when it has ended; throws with its output after `withinMs` (10 s). */
  ended(withinMs?: number): Promise<SshExit>;
}

/** Starts the machine's ssh without any of its user's configuration, keys, agent or known hosts. */
export async function startSsh(options: SshOptions): Promise<SshClient> {
  const dir = await tempDir('ssh');
  const host = options.host ?? '127.0.0.1';
  await writeFile(dir.file('known_hosts'), (options.hostKeys ?? []).map((line) => `[${host}]:${options.port} ${line}\n`).join(''));
  // Read from the environment, so that no quoting can spoil a password.
  await writeFile(dir.file('askpass'), '#!/bin/sh\nprintf "%s\\n" "$SALLYPORT_TEST_PASSWORD"\n', { mode: 0o700 });
  const ssh = ['ssh', ...standingArgs(dir, options), host, ...(options.command === undefined ? [] : [options.command])];
  // script(1) of Debian's essential bsdutils lends a terminal.
  const [command = '', ...args] = options.input === 'tty' ? ['script', '-qefc', `stty columns 80 rows 24; exec ${ssh.map(quoted).join(' ')}`, '/dev/null'] : ssh;
  const child = spawn(command, args, {
    stdio: 'pipe',
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: dir.path,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      SSH_ASKPASS: dir.file('askpass'),
      SSH_ASKPASS_REQUIRE: options.password === undefined ? 'never' : 'force',
      SALLYPORT_TEST_PASSWORD: options.password ?? '',
      ...options.env,
    },
  });
  if ((options.input ?? 'none') === 'none') child.stdin.end();
  return follow(child, dir);
}

const PTY_FLAG = { none: '-T', pipe: '-T', terminal: '-tt', tty: '-t' } as const;

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function standingArgs(dir: TempDir, options: SshOptions): readonly string[] {
  const methods = [...(options.key === undefined ? [] : ['publickey']), ...(options.password === undefined ? [] : ['password', 'keyboard-interactive'])];
  return [
    '-F', 'none',
    '-o', `UserKnownHostsFile=${dir.file('known_hosts')}`,
    '-o', 'GlobalKnownHostsFile=/dev/null',
    '-o', `StrictHostKeyChecking=${options.hostKeys === undefined ? 'accept-new' : 'yes'}`,
    '-o', 'UpdateHostKeys=no',
    '-o', 'IdentityAgent=none',
    '-o', 'IdentitiesOnly=yes',
    '-o', `BatchMode=${options.password === undefined ? 'yes' : 'no'}`,
    '-o', 'NumberOfPasswordPrompts=1',
    '-o', 'ConnectTimeout=10',
    '-o', `PreferredAuthentications=${methods.join(',') || 'none'}`,
    ...(options.key === undefined ? ['-o', 'PubkeyAuthentication=no'] : ['-i', options.key]),
    PTY_FLAG[options.input ?? 'none'],
    ...(options.args ?? []),
    '-p', String(options.port),
    '-l', options.user,
  ];
}

function follow(child: ChildProcessWithoutNullStreams, dir: TempDir): SshClient {
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said.stderr += chunk;
  });
  // The client may end while a test still types; what it said and its status tell more than EPIPE.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close').then(() => true as const);
  let isClosed = false;
  // `ended` and `waitFor` await `closed` and report a failure to start; here it must only not go unhandled.
  closed.then(() => { isClosed = true; }, () => { isClosed = true; });
  const all = (): string => `${said.stdout}${said.stderr}`;

  return {
    pid: child.pid ?? -1,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    type: (text) => {
      child.stdin.write(text);
    },
    closeInput: () => {
      child.stdin.end();
    },
    resize: async (columns, rows) => {
      const inner = descendants(child.pid ?? -1)[0];
      if (inner === undefined) throw new Error('the client has no terminal of its own');
      await mustRun('stty', ['-F', await readlink(`/proc/${inner}/fd/0`), 'columns', String(columns), 'rows', String(rows)]);
    },
    waitFor: (what, withinMs = 10_000) => withOutput(all, poll(`ssh says ${String(what)}`, withinMs, () => {
      if (typeof what === 'string' ? all().includes(what) : what.test(all())) return all();
      if (isClosed) throw new Error(`ssh ended with ${child.exitCode} before it said ${String(what)}`);
      return undefined;
    })),
    ended: async (withinMs = 10_000) => {
      await withOutput(all, poll('ssh ends', withinMs, () => (isClosed ? closed : undefined)));
      return { status: child.exitCode, ...said };
    },
    [Symbol.asyncDispose]: async () => {
      if (!isClosed && child.pid !== undefined) await endFamily(child.pid, 500);
      await dir[Symbol.asyncDispose]();
    },
  };
}

async function withOutput<T>(output: () => string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}; it said:\n${output()}`, { cause: error });
  }
}
