import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';
import { mustRun } from './run.ts';
import { tempDir } from './temp-dir.ts';
import type { TempDir } from './temp-dir.ts';

export interface PostgresOptions {
  /** off unless given: quick, but then a killed server proves nothing. */
  readonly fsync?: 'on' | 'off';
}

/** A private PostgreSQL server on the loopback interface, with its data in a temporary directory. */
export interface PostgresCluster extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  /** What the server has written to its log since its last start; the end of it, when it is long. */
  log(): string;
  /** A new, empty database; gives its URL. */
  createDatabase(): Promise<string>;
  /** Runs statements as the superuser. */
  sql(url: string, statements: string): Promise<string>;
  /** Ends it without a clean shutdown: no checkpoint, recovery at the next start. */
  crash(): Promise<void>;
  /** Again on the same port and data, after a crash or stop. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'sallyport';
const LIBRARY = '/usr/lib/postgresql';

/** Makes and starts a cluster, not as root. Throws with the server's log when it does not come up within 30 s. */
export async function startPostgresCluster(options: PostgresOptions = {}): Promise<PostgresCluster> {
  const dir = await tempDir('postgres');
  try {
    const owner = await unprivileged();
    const password = randomBytes(12).toString('hex');
    await prepare(dir, owner, password);
    return await runCluster(dir, owner, password, options.fsync ?? 'off');
  } catch (error) {
    await dir[Symbol.asyncDispose]();
    throw error;
  }
}

interface Server {
  readonly process: ChildProcess;
  log(): string;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, which Debian's package makes, or as `nobody`. */
async function unprivileged(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null;
  const { stdout } = await mustRun('sh', ['-c', 'getent passwd postgres || getent passwd nobody']);
  const [, , uid, gid] = stdout.split('\n', 1)[0]?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function binary(name: string): string {
  const versions = existsSync(LIBRARY) ? readdirSync(LIBRARY).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => `${LIBRARY}/${version}/bin/${name}`).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no ${name} below ${LIBRARY}: install the package postgresql`);
  return found;
}

/** The command under the owner's id; the server ends with the process that started it, however that ends. */
function asOwner(owner: Owner | null, command: readonly string[]): [string, string[]] {
  const ids = owner === null ? [] : [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  return ['setpriv', [...ids, '--pdeathsig=INT', ...command]];
}

async function prepare(dir: TempDir, owner: Owner | null, password: string): Promise<void> {
  await mkdir(dir.file('data'), { mode: 0o700 });
  await writeFile(dir.file('password'), password, { mode: 0o600 });
  if (owner !== null) {
    await chmod(dir.path, 0o711);
    for (const name of ['data', 'password']) await chown(dir.file(name), owner.uid, owner.gid);
  }
  const [command, args] = asOwner(owner, [
    binary('initdb'), '-D', dir.file('data'), '-U', USER, '-A', 'scram-sha-256', `--pwfile=${dir.file('password')}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync',
  ]);
  await mustRun(command, args, { timeoutMs: 60_000, cwd: '/' });
}

async function runCluster(dir: TempDir, owner: Owner | null, password: string, fsync: 'on' | 'off'): Promise<PostgresCluster> {
  const port = await freePort();
  let server = await startServer(dir, owner, port, fsync);
  let databases = 0;
  const url = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const sql = async (target: string, statements: string): Promise<string> =>
    (await mustRun('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', target], { input: statements, timeoutMs: 30_000 })).stdout.trim();
  const stop = async (): Promise<void> => {
    // QUIT ends at once and leaves recovery to a next start, which a temporary cluster does not have.
    await end(server.process, 'SIGQUIT');
    await dir[Symbol.asyncDispose]();
  };
  return {
    port,
    get pid() { return server.process.pid ?? 0; },
    log: () => server.log(),
    createDatabase: async () => {
      databases += 1;
      const name = `t${process.pid}_${databases}`;
      await sql(url('postgres'), `create database ${name}`);
      return url(name);
    },
    sql,
    crash: () => end(server.process, 'SIGQUIT'),
    restart: async () => { server = await startServer(dir, owner, port, fsync); },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startServer(dir: TempDir, owner: Owner | null, port: number, fsync: 'on' | 'off'): Promise<Server> {
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', fsync, full_page_writes: fsync, max_connections: '150', shared_buffers: '64MB' };
  const [command, args] = asOwner(owner, [binary('postgres'), '-D', dir.file('data'), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]);
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => { log = (log + chunk).slice(-100_000); });
  server.on('error', (error) => { log += error.message; });
  try {
    await poll('PostgreSQL accepts connections', 30_000, () => {
      if (server.exitCode !== null) throw new Error('PostgreSQL ended');
      return log.includes('ready to accept connections') ? true : undefined;
    });
    return { process: server, log: () => log };
  } catch (error) {
    await end(server, 'SIGQUIT');
    throw new Error(`PostgreSQL does not come up: ${log}`, { cause: error });
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = once(server, 'close');
  const late = setTimeout(() => { server.kill('SIGKILL'); }, 5_000);
  server.kill(signal);
  await closed;
  clearTimeout(late);
}
