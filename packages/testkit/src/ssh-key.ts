import { readFile } from 'node:fs/promises';
import { mustRun } from './run.ts';
import type { TempDir } from './temp-dir.ts';

export type SshKeyType = 'ed25519' | 'ecdsa' | 'rsa';

export interface SshKey {
  /** Of the private key; the public one stands beside it with `.pub`. */
  readonly path: string;
  /** OpenSSH form. */
  readonly privateKey: string;
  /** e.g. `ssh-ed25519`. */
  readonly algorithm: string;
  /** RFC 4253 §6.6, base64. */
  readonly blob: string;
  /** As in `authorized_keys`. */
  readonly publicLine: string;
}

/** A new key pair from the real ssh-keygen. */
export async function sshKey(dir: TempDir, name: string, type: SshKeyType = 'ed25519', passPhrase = ''): Promise<SshKey> {
  const path = dir.file(name);
  await mustRun('ssh-keygen', ['-q', '-t', type, ...(type === 'rsa' ? ['-b', '3072'] : []), '-N', passPhrase, '-C', name, '-f', path], { timeoutMs: 30_000 });
  const publicLine = (await readFile(`${path}.pub`, 'utf8')).trim();
  const [algorithm = '', blob = ''] = publicLine.split(' ');
  return { path, privateKey: await readFile(path, 'utf8'), algorithm, blob, publicLine };
}
