import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';
import { endFamily, isRunning } from './process-tree.ts';
import { mustRun } from './run.ts';
import { sshKey } from './ssh-key.ts';
import type { SshKey, SshKeyType } from './ssh-key.ts';
import { tempDir } from './temp-dir.ts';
import type { TempDir } from './temp-dir.ts';

export type LoopbackAddress = '127.0.0.1' | '127.0.0.2';

export interface SshdOptions {
  /** Lines of `authorized_keys`, for every account. */
  readonly authorizedKeys?: readonly string[];
  /** Ask for passwords too: only root's sshd can check those of Unix accounts. */
  readonly passwords?: 'yes' | 'no';
  readonly hostKeyTypes?: readonly SshKeyType[];
  /** Default: 127.0.0.1. Another one lets a test have a host with two addresses, or two hosts at one port. */
  readonly address?: LoopbackAddress;
  /** Default: a free one. A fixed one lets a test restart the host with other keys. */
  readonly port?: number;
  /** Lines for sshd_config; they stand first, so they win. */
  readonly config?: readonly string[];
}

/** A private OpenSSH server on the loopback interface: the real target. */
export interface Sshd extends AsyncDisposable {
  readonly host: LoopbackAddress;
  readonly port: number;
  readonly pid: number;
  /** The account that key log-ons use: whoever runs the tests. */
  readonly user: string;
  readonly hostKeys: readonly SshKey[];
  /** What sshd has logged so far. */
  log(): string;
  /** Ends the listener and every session. */
  stop(): Promise<void>;
}

/** Starts sshd and waits until it listens. Throws with its log when it does not come up within 10 s. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const dir = await tempDir('sshd');
  try {
    return await launch(dir, options);
  } catch (error) {
    await dir[Symbol.asyncDispose]();
    throw error;
  }
}

async function launch(dir: TempDir, options: SshdOptions): Promise<Sshd> {
  const hostKeys = await Promise.all((options.hostKeyTypes ?? ['ed25519']).map((type) => sshKey(dir, `host_${type}`, type)));
  const port = options.port ?? await freePort();
  await writeFile(dir.file('authorized_keys'), `${(options.authorizedKeys ?? []).join('\n')}\n`, { mode: 0o600 });
  await writeFile(dir.file('sshd_config'), configText(dir, port, hostKeys, options));
  // Debian's package leaves this directory to its service, which tests never start.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });

  // sshd insists on an absolute path, because it executes itself again for every connection.
  const binary = (await mustRun('sh', ['-c', 'PATH="$PATH:/usr/sbin:/sbin" command -v sshd'])).stdout.trim();
  const child = spawn(binary, ['-D', '-e', '-f', dir.file('sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    log = (log + chunk).slice(-1_000_000);
  });
  child.on('error', (error) => {
    log += `\n${error.message}`;
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`sshd cannot be started${log}`);
  const stop = async (): Promise<void> => {
    await endFamily(pid);
    await dir[Symbol.asyncDispose]();
  };
  try {
    await poll('sshd listens', 10_000, () => {
      if (!isRunning(pid)) throw new Error('sshd ended');
      return log.includes('Server listening on') ? true : undefined;
    });
  } catch (error) {
    await stop();
    throw new Error(`sshd does not come up: ${log}`, { cause: error });
  }
  return { host: options.address ?? '127.0.0.1', port, pid, user: userInfo().username, hostKeys, log: () => log, stop, [Symbol.asyncDispose]: stop };
}

function configText(dir: TempDir, port: number, hostKeys: readonly SshKey[], options: SshdOptions): string {
  return [
    ...(options.config ?? []),
    `ListenAddress ${options.address ?? '127.0.0.1'}`,
    `Port ${port}`,
    ...hostKeys.map((key) => `HostKey ${key.path}`),
    `PidFile ${dir.file('sshd.pid')}`,
    `AuthorizedKeysFile ${dir.file('authorized_keys')}`,
    // The temporary directory is below one that everybody may write to.
    'StrictModes no',
    // PAM's session modules would ask the machine (loginuid, limits, systemd) for what a container refuses.
    'UsePAM no',
    'UseDNS no',
    `PasswordAuthentication ${options.passwords ?? 'no'}`,
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'PermitUserEnvironment no',
    'AcceptEnv LANG LC_* SALLYPORT_*',
    'PrintMotd no',
    'PrintLastLog no',
    'MaxStartups 200:30:400',
    'MaxSessions 100',
    'LoginGraceTime 20',
    'LogLevel VERBOSE',
    'Subsystem sftp internal-sftp',
    '',
  ].join('\n');
}
