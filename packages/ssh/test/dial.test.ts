import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fingerprintSha256 } from '../src/index.ts';
import type { PublicKey } from '../src/index.ts';
import { dialTarget } from './fixture.ts';
import { freePort, keygen, run, startSshd, tempDir } from './peers.ts';
import type { Target } from './peers.ts';

const nobody = (port: number): Target => ({ port, userKey: '', dir: '', process: undefined });

describe('dialling', () => {
  it('shows the host key before it asks for credentials, and the pinned kind of key first', async () => {
    const target = await startSshd();
    const order: string[] = [];
    let shown: PublicKey | undefined;
    const leg = await dialTarget(target, {
      knownAlgorithms: ['ssh-rsa'],
      verifyHostKey: (key) => {
        order.push('key');
        shown = key;
        return Promise.resolve(true);
      },
      credentials: () => {
        order.push('credentials');
        return Promise.resolve({ privateKey: target.userKey });
      },
    });
    leg.end();
    expect(order).toEqual(['key', 'credentials']);
    expect(shown?.algorithm).toBe('ssh-rsa');
    const printed = await run('ssh-keygen', ['-lf', `${target.dir}/host-rsa.pub`]);
    expect(printed.stdout.toString()).toContain(fingerprintSha256(shown?.blob ?? ''));
  });

  it('gives no credentials to a host whose key is refused', async () => {
    const target = await startSshd();
    let asked = false;
    const refused = dialTarget(target, {
      verifyHostKey: () => Promise.resolve(false),
      credentials: () => {
        asked = true;
        return Promise.resolve({});
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 'HOST_KEY_REFUSED' });
    expect(asked).toBe(false);
  });

  for (const [kind, ...size] of [['rsa', '-b', '2048'], ['ecdsa', '-b', '521'], ['ecdsa', '-b', '256']]) {
    it(`authenticates with an encrypted ${kind} ${size.join(' ')} key`, async () => {
      const dir = tempDir();
      const key = keygen(dir, 'k', '-t', kind ?? '', ...size, '-N', 'open sesame');
      const target = await startSshd();
      appendFileSync(`${target.dir}/authorized_keys`, readFileSync(`${key}.pub`));
      const privateKey = readFileSync(key, 'utf8');
      const leg = await dialTarget(target, { credentials: () => Promise.resolve({ privateKey, passPhrase: 'open sesame' }) });
      leg.end();
      await expect(dialTarget(target, { credentials: () => Promise.resolve({ privateKey, passPhrase: 'wrong' }) })).rejects.toMatchObject({ code: 'BAD_PRIVATE_KEY' });
    }, 30_000);
  }

  it('names what went wrong', async () => {
    const target = await startSshd();
    const dir = tempDir();
    const stranger = readFileSync(keygen(dir, 'k', '-t', 'ed25519'), 'utf8');
    await expect(dialTarget(target, { credentials: () => Promise.resolve({ privateKey: stranger }) })).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
    await expect(dialTarget(target, { credentials: () => Promise.resolve({ password: 'x' }) })).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
    await expect(dialTarget(target, { credentials: () => Promise.resolve({ privateKey: 'nonsense' }) })).rejects.toMatchObject({ code: 'BAD_PRIVATE_KEY' });
    await expect(dialTarget(nobody(await freePort()))).rejects.toMatchObject({ code: 'UNREACHABLE' });
    const old = await startSshd(['KexAlgorithms diffie-hellman-group14-sha1']);
    await expect(dialTarget(old)).rejects.toMatchObject({ code: 'NO_COMMON_ALGORITHM' });
    const sha1 = await startSshd(['Ciphers aes128-cbc']);
    await expect(dialTarget(sha1)).rejects.toMatchObject({ code: 'NO_COMMON_ALGORITHM' });
  }, 30_000);

  it('does not wait for ever, and can be given up', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => silent.close(() => resolve())));
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(dialTarget(nobody(port), { timeoutMs: 300 })).rejects.toMatchObject({ code: 'TIMED_OUT' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(dialTarget(nobody(port), { signal: abort.signal })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(dialTarget(nobody(port), { signal: abort.signal })).rejects.toMatchObject({ code: 'ABORTED' });
    // Given up after the call and before there is anything to give up.
    const early = new AbortController();
    queueMicrotask(() => early.abort());
    await expect(dialTarget(nobody(port), { signal: early.signal, timeoutMs: 2000 })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('takes something else than SSH for what it is', async () => {
    const web = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => web.close(() => resolve())));
    const address = web.address();
    await expect(dialTarget(nobody(typeof address === 'object' ? (address?.port ?? 0) : 0))).rejects.toMatchObject({ code: 'PROTOCOL_ERROR' });
  });
});
