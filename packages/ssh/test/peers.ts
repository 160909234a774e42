import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export const me = userInfo().username;

export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sallyport-ssh-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A key pair by ssh-keygen: path of the private half. */
export function keygen(dir: string, name: string, ...options: readonly string[]): string {
  const path = join(dir, name);
  const passPhrase = options.includes('-N') ? [] : ['-N', ''];
  execFileSync('ssh-keygen', ['-q', '-f', path, ...passPhrase, ...options]);
  return path;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface Target {
  readonly port: number;
  readonly userKey: string;
  readonly process: ChildProcess | undefined;
  readonly dir: string;
}

/** A private sshd on a loopback port, run as whoever runs the tests. */
export async function startSshd(extra: readonly string[] = []): Promise<Target> {
  const dir = tempDir();
  const userKeyPath = keygen(dir, 'user', '-t', 'ed25519');
  const hostKey = keygen(dir, 'host', '-t', 'ed25519');
  const rsaHostKey = keygen(dir, 'host-rsa', '-t', 'rsa', '-b', '2048');
  writeFileSync(join(dir, 'authorized_keys'), readFileSync(`${userKeyPath}.pub`));
  const port = await freePort();
  const config = [
    `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${hostKey}`, `HostKey ${rsaHostKey}`, `AuthorizedKeysFile ${dir}/authorized_keys`,
    'UsePAM no', 'StrictModes no', 'PasswordAuthentication no', 'PermitRootLogin yes', 'PidFile none', 'AcceptEnv FRUIT',
    'MaxStartups 100', 'MaxSessions 50', 'Subsystem sftp internal-sftp', ...extra,
  ];
  writeFileSync(join(dir, 'sshd_config'), `${config.join('\n')}\n`);
  if (process.getuid?.() === 0) execFileSync('mkdir', ['-p', '/run/sshd']);
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(dir, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (bytes: Buffer) => {
    log += bytes.toString();
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await until(() => reachable(port), () => `sshd does not start: ${log}`);
  return { port, userKey: readFileSync(userKeyPath, 'utf8'), process: child, dir };
}

function reachable(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export async function until(condition: () => boolean | Promise<boolean>, complaint: () => string = () => 'it did not happen', withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(complaint());
    await sleep(20);
  }
}

export interface Ran {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  /** Absent: stdin is closed. */
  readonly input?: Buffer | string;
  readonly withinMs?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a client to its end. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(program, args, { stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], env: { ...process.env, ...options.env } });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => err.push(bytes));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.withinMs ?? 15_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** A client that stays, with what it has shown so far. */
export interface Live {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly type: (text: string) => void;
  readonly gone: Promise<number | null>;
}

export function live(program: string, args: readonly string[]): Live {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString();
  });
  child.stdin.on('error', () => undefined);
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, out: () => out, err: () => err, type: (text) => child.stdin.write(text), gone };
}

/** Arguments of an `ssh` that reads no configuration and knows no hosts. */
export function sshArgs(dir: string, port: number, ...more: readonly string[]): string[] {
  // The first value of an option counts, so the caller's stand first.
  return [
    ...more, '-F', 'none', '-p', String(port), '-o', `UserKnownHostsFile=${dir}/known`, '-o', 'StrictHostKeyChecking=no', '-o', 'LogLevel=ERROR',
    '-o', 'IdentityAgent=none', '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes',
  ];
}
