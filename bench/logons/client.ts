import { run } from '@sallyport/testkit';
import type { SshKey, TempDir } from '@sallyport/testkit';
import { sshArguments } from '../support/ssh-arguments.ts';

/** Where to log on, and as whom. */
export interface Way {
  readonly name: 'direct' | 'door';
  readonly port: number;
  readonly login: string;
}

/** The same on both ways, so that the ratio speaks of the door and not of the algorithms that each side prefers. */
const ALGORITHMS = ['-o', 'KexAlgorithms=curve25519-sha256', '-o', 'HostKeyAlgorithms=ssh-ed25519', '-o', 'Ciphers=aes128-gcm@openssh.com'];

export interface Client {
  /** One whole log-on, `true` run on the target, and the way back; milliseconds from the client's start to its end. */
  logOn(way: Way): Promise<number>;
}

export function client(dir: TempDir, key: SshKey): Client {
  const standing = [...sshArguments(dir, key.path), ...ALGORITHMS];
  return {
    logOn: async ({ port, login }) => {
      const begun = performance.now();
      const { status, stderr } = await run('ssh', [...standing, '-p', String(port), '-l', login, '127.0.0.1', 'true'], { timeoutMs: 30_000 });
      const took = performance.now() - begun;
      if (status !== 0) throw new Error(`ssh as ${login} ended with ${status}: ${stderr}`);
      return took;
    },
  };
}
