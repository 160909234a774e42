import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun, run } from './run.ts';
import { tempDir } from './temp-dir.ts';

/** A Unix account with a password that lives as long as one test. */
export interface PasswordAccount extends AsyncDisposable {
  readonly name: string;
  readonly password: string;
}

/** Only root may make accounts (ruling on test accounts): elsewhere a test says so and does without. */
export function mayMakeAccounts(): boolean {
  return process.getuid?.() === 0;
}

/** Adds a temporary account through useradd and chpasswd. Throws when not root. */
export async function passwordAccount(): Promise<PasswordAccount> {
  if (!mayMakeAccounts()) throw new Error('accounts for password targets are made by root only');
  const home = await tempDir('home');
  const name = `sp-${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  const remove = async (): Promise<void> => {
    // `-f`: a process that the account left behind must not keep the account.
    await changeAccounts('userdel', ['-f', name]);
    await home[Symbol.asyncDispose]();
  };
  await changeAccounts('useradd', ['--no-create-home', '--home-dir', home.path, '--shell', '/bin/bash', '--user-group', name]);
  try {
    await mustRun('chown', [`${name}:${name}`, home.path]);
    await mustRun('chpasswd', [], { input: `${name}:${password}\n` });
  } catch (error) {
    await remove();
    throw error;
  }
  return { name, password, [Symbol.asyncDispose]: remove };
}

// Exit statuses of useradd(8) and userdel(8): 1 and 10 are a lock on /etc/passwd or /etc/group that another test holds.
const LOCKED = new Set([1, 10]);

async function changeAccounts(command: 'useradd' | 'userdel', args: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const result = await run(command, args);
    if (result.status === 0) return;
    if (!LOCKED.has(result.status ?? -1)) throw new Error(`${command} ended with ${result.status ?? 'a signal'}: ${result.stderr.trim()}`);
    await sleep(100);
  }
  throw new Error(`${command}: the account files stayed locked`);
}
