import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGate } from './fixture.ts';
import { run } from './peers.ts';

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('dropbear', () => {
  it('runs a program, with its status and its bytes', async () => {
    const gate = await openGate({ makeKey: (dir) => {
      const key = join(dir, 'dropbear');
      execFileSync('dropbearkey', ['-t', 'ed25519', '-f', key], { stdio: 'ignore' });
      const printed = execFileSync('dropbearkey', ['-y', '-f', key]).toString();
      return { key, line: /^ssh-ed25519 .*$/m.exec(printed)?.[0] ?? '' };
    } });
    const args = ['-y', '-y', '-i', gate.userKey, '-p', String(gate.port), 'u@127.0.0.1'];
    const ran = await run('dbclient', [...args, 'printf out; printf err >&2; exit 6'], { env: { HOME: gate.dir } });
    expect(ran).toMatchObject({ status: 6, stdout: Buffer.from('out') });
    expect(ran.stderr).toContain('err');
    const input = randomBytes(3_000_000);
    const cat = await run('dbclient', [...args, 'cat'], { input, env: { HOME: gate.dir } });
    expect(sha256(cat.stdout)).toBe(sha256(input));
    expect(gate.troubles).toEqual([]);
  });
});

describe('PuTTY', () => {
  it('runs a program, with its status and its bytes', async () => {
    const gate = await openGate({ makeKey: (dir) => {
      const source = join(dir, 'pem');
      execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', source]);
      const key = join(dir, 'key.ppk');
      execFileSync('puttygen', [source, '-o', key, '-O', 'private']);
      return { key, line: readFileSync(`${source}.pub`, 'utf8') };
    } });
    const args = ['-ssh', '-batch', '-noagent', '-hostkey', gate.fingerprint, '-i', gate.userKey, '-P', String(gate.port), 'u@127.0.0.1'];
    const ran = await run('plink', [...args, 'printf out; printf err >&2; exit 6'], { env: { HOME: gate.dir } });
    expect(ran).toMatchObject({ status: 6, stdout: Buffer.from('out') });
    expect(ran.stderr).toContain('err');
    const input = randomBytes(3_000_000);
    const cat = await run('plink', [...args, 'cat'], { input, env: { HOME: gate.dir } });
    expect(sha256(cat.stdout)).toBe(sha256(input));
    expect(gate.troubles).toEqual([]);
  });
});
