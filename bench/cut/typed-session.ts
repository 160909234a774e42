import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endFamily, poll } from '@sallyport/testkit';
import type { TempDir } from '@sallyport/testkit';
import { sshArguments } from '../support/ssh-arguments.ts';
import type { FarEnd, FarEnds } from './far-ends.ts';
import { monotonicMs } from './monotonic.ts';

/** A human's pace, and faster than anybody types. */
const PACE_MS = { leisurely: 25, hard: 1 } as const;

/** A stock client that types into a session of its own. */
export interface TypedSession extends AsyncDisposable {
  readonly far: FarEnd;
  type(pace: keyof typeof PACE_MS): void;
  /** When the client's process ended; undefined: it runs. */
  clientGoneAt(): number | undefined;
  said(): string;
}

export interface TypedSessionOptions {
  readonly dir: TempDir;
  readonly ends: FarEnds;
  /** `name@account@host` */
  readonly login: string;
  readonly name: string;
  readonly port: number;
  readonly key: string;
}

/** Logs on and types leisurely; resolves once bytes arrive on the target. */
export async function typedSession(options: TypedSessionOptions): Promise<TypedSession> {
  const { login, name } = options;
  const far = options.ends.expect(name);
  const child = spawn('ssh', [...sshArguments(options.dir, options.key), '-p', String(options.port), '-l', login, '127.0.0.1', far.command], { stdio: 'pipe' });
  let said = '';
  let goneAt: number | undefined;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-4_000); });
  child.on('exit', () => { goneAt = monotonicMs(); });
  // Typing goes on until the client is gone, and its last bytes find no reader.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close');
  let typing: NodeJS.Timeout | undefined;
  const type = (pace: keyof typeof PACE_MS): void => {
    clearInterval(typing);
    typing = setInterval(() => {
      if (goneAt === undefined) child.stdin.write('x');
      else clearInterval(typing);
    }, PACE_MS[pace]);
  };
  const dispose = async (): Promise<void> => {
    clearInterval(typing);
    if (goneAt === undefined && child.pid !== undefined) await endFamily(child.pid, 500);
    await closed;
  };
  try {
    await far.started();
    type('leisurely');
    await poll(`${name} types`, 10_000, () => (goneAt !== undefined || hasTyped(far) ? true : undefined));
    if (goneAt !== undefined) throw new Error('the client ended');
  } catch (error) {
    await dispose();
    throw new Error(`${name} cannot log on; it said: ${said}`, { cause: error });
  }
  return { far, type, clientGoneAt: () => goneAt, said: () => said, [Symbol.asyncDispose]: dispose };
}

function hasTyped(far: FarEnd): boolean {
  try {
    return far.last().bytes > 0;
  } catch {
    // Nothing written yet.
    return false;
  }
}
