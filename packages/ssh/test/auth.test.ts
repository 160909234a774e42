import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { generateHostKeys, parsePublicKey } from '../src/index.ts';
import type { AuthAttempt, AuthVerdict, DoorOptions } from '../src/index.ts';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { ssh } from './fixture.ts';
import { keygen, run, sshArgs, tempDir, until } from './peers.ts';
import { rawClient } from './raw-client.ts';

interface Opened {
  readonly port: number;
  readonly dir: string;
  readonly attempts: AuthAttempt[];
  readonly troubles: string[];
}

/** A door without a target: programs say who is in. */
async function openDoor(judge: (attempt: AuthAttempt) => AuthVerdict, options: Partial<DoorOptions> = {}): Promise<Opened> {
  const attempts: AuthAttempt[] = [];
  const troubles: string[] = [];
  const door = ssh.createDoor({
    hostKeys: await generateHostKeys(), ident: 'Sallyport_test', loginGraceMs: 10_000, maxAuthAttempts: 3, maxUnauthenticated: 10,
    maxUnauthenticatedPerAddress: 5, maxChannels: 4, maxBuffered: 1024 * 1024,
    onTrouble: (trouble) => troubles.push(trouble.message),
    onConnection: (leg) => {
      leg.onAuth((attempt) => {
        attempts.push(attempt);
        return Promise.resolve(judge(attempt));
      });
      leg.onProgram((channel) => {
        channel.write('in');
        channel.exit(0);
      });
    },
    ...options,
  });
  const { port } = await door.listen('127.0.0.1', 0);
  onTestFinished(() => door.close());
  return { port, dir: tempDir(), attempts, troubles };
}

const NO: AuthVerdict = { accept: false, methods: ['publickey', 'password'] };

/** `ssh` with a password that it gets from a program. */
async function withPassword(door: Opened, password: string): ReturnType<typeof run> {
  const askpass = join(door.dir, 'askpass');
  writeFileSync(askpass, `#!/bin/sh\nprintf '%s\\n' '${password}'\n`);
  chmodSync(askpass, 0o700);
  const args = sshArgs(door.dir, door.port, '-o', 'BatchMode=no', '-o', 'NumberOfPasswordPrompts=5', '-o', 'PreferredAuthentications=password');
  return run('ssh', [...args, 'jo@x@127.0.0.1', 'who'], { env: { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0' } });
}

describe('a door on a port that is taken', () => {
  it('says so to whoever opens it, once', async () => {
    const taken = await openDoor(() => ({ accept: true }));
    const troubles: string[] = [];
    const second = ssh.createDoor({
      hostKeys: await generateHostKeys(), ident: 'Sallyport_test', loginGraceMs: 10_000, maxAuthAttempts: 3, maxUnauthenticated: 10,
      maxUnauthenticatedPerAddress: 5, maxChannels: 4, maxBuffered: 1024 * 1024,
      onTrouble: (trouble) => troubles.push(trouble.message), onConnection: () => undefined,
    });
    await expect(second.listen('127.0.0.1', taken.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(troubles).toEqual([]);
  });
});

describe('a password', () => {
  it('reaches who judges, with the name as it was typed', async () => {
    const door = await openDoor((attempt) => (attempt.method === 'password' && attempt.password === 'pa ss€' ? { accept: true } : NO));
    expect((await withPassword(door, 'pa ss€')).stdout.toString()).toBe('in');
    expect(door.attempts).toEqual([{ method: 'none', username: 'jo@x' }, { method: 'password', username: 'jo@x', password: 'pa ss€' }]);
  });

  it('may fail as often as the door says', async () => {
    const door = await openDoor(() => NO);
    const ran = await withPassword(door, 'wrong');
    expect(ran.status).toBe(255);
    expect(ran.stderr).toContain('Too many authentication failures');
    expect(door.attempts.filter(({ method }) => method === 'password')).toHaveLength(3);
  });

  it('is not tried again when the judge says so', async () => {
    const door = await openDoor((attempt) => (attempt.method === 'none' ? NO : { ...NO, disconnect: true }));
    await withPassword(door, 'wrong');
    expect(door.attempts.filter(({ method }) => method === 'password')).toHaveLength(1);
  });

  it('gets nobody in when its judge breaks', async () => {
    const door = await openDoor(() => {
      throw new Error('store is down');
    });
    expect((await withPassword(door, 'x')).status).toBe(255);
    expect(door.troubles.join()).toContain('store is down');
  });
});

describe('a public key', () => {
  const kinds = [['ed25519'], ['ecdsa', '-b', '256'], ['ecdsa', '-b', '384'], ['ecdsa', '-b', '521'], ['rsa', '-b', '2048'], ['rsa', '-b', '3072']];
  for (const [kind = '', ...size] of kinds) {
    it(`${kind} ${size.join(' ')}: is asked about, then proven`, async () => {
      let blob = '';
      const door = await openDoor((attempt) => (attempt.method === 'publickey' && attempt.key.blob === blob ? { accept: true } : NO));
      const key = keygen(door.dir, 'id', '-t', kind, ...size);
      blob = parsePublicKey(readFileSync(`${key}.pub`, 'utf8'))?.blob ?? 'none';
      const ran = await run('ssh', [...sshArgs(door.dir, door.port, '-i', key), 'u@127.0.0.1', 'who']);
      expect(ran).toMatchObject({ status: 0, stderr: '' });
      expect(door.attempts.map((attempt) => (attempt.method === 'publickey' ? attempt.proven : attempt.method))).toEqual(['none', false, true]);
    });
  }

  it('is refused with a SHA-1 signature', async () => {
    const door = await openDoor((attempt) => (attempt.method === 'publickey' ? { accept: true } : NO));
    const key = keygen(door.dir, 'id', '-t', 'rsa', '-b', '2048');
    const ran = await run('ssh', [...sshArgs(door.dir, door.port, '-i', key, '-o', 'PubkeyAcceptedAlgorithms=ssh-rsa'), 'u@127.0.0.1', 'who']);
    expect(ran.status).toBe(255);
    expect(door.attempts.map(({ method }) => method)).toEqual(['none']);
  });

  it('is not proven by a signature over something else', async () => {
    const door = await openDoor((attempt) => (attempt.method === 'publickey' ? { accept: true } : NO));
    const key = keygen(door.dir, 'id', '-t', 'ed25519');
    const blob = Buffer.from(parsePublicKey(readFileSync(`${key}.pub`, 'utf8'))?.blob ?? '', 'base64');
    const client = await rawClient(door.port);
    const signature = Buffer.concat([message(0, 'ssh-ed25519', Buffer.alloc(64, 7)).subarray(1)]);
    client.transport.send(message(MSG.USERAUTH_REQUEST, 'u', 'ssh-connection', 'publickey', true, 'ssh-ed25519', blob, signature));
    await client.next(MSG.USERAUTH_FAILURE);
    expect(door.attempts).toEqual([]);
  });
});

describe('strangers', () => {
  it('have so long to authenticate', async () => {
    const door = await openDoor(() => NO, { loginGraceMs: 300 });
    const client = await rawClient(door.port);
    const began = Date.now();
    await until(() => client.closed());
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(door.troubles).toContain('Authentication took too long');
  });

  it('have so long to say anything at all', async () => {
    const door = await openDoor(() => NO, { loginGraceMs: 300 });
    const socket = connect(door.port, '127.0.0.1');
    let closed = false;
    socket.once('close', () => (closed = true));
    socket.resume();
    await until(() => closed, undefined, 2000);
    expect(door.troubles).toContain('Authentication took too long');
  });

  it('are limited by address, and make room when they go', async () => {
    const door = await openDoor(() => ({ accept: true }), { maxUnauthenticatedPerAddress: 3 });
    const sockets = await Promise.all([1, 2, 3].map(() => new Promise<ReturnType<typeof connect>>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () => resolve(socket));
    })));
    const refused = await run('ssh', [...sshArgs(door.dir, door.port), 'u@127.0.0.1', 'who']);
    expect(refused.status).toBe(255);
    expect(door.troubles).toEqual(['Too many connections that have not authenticated']);
    for (const socket of sockets) socket.destroy();
    await until(async () => (await run('ssh', [...sshArgs(door.dir, door.port), 'u@127.0.0.1', 'who'])).status === 0);
  });

  it('cannot change their name', async () => {
    const door = await openDoor(() => NO);
    const client = await rawClient(door.port);
    client.transport.send(message(MSG.USERAUTH_REQUEST, 'a', 'ssh-connection', 'password', false, 'x'));
    client.transport.send(message(MSG.USERAUTH_REQUEST, 'b', 'ssh-connection', 'password', false, 'x'));
    await until(() => client.closed());
    expect(door.attempts.map(({ username }) => username)).toEqual(['a']);
  });

  it('must ask for the service first, and once', async () => {
    const door = await openDoor(() => ({ accept: true }));
    const early = await rawClient(door.port, { service: 'none' });
    early.transport.send(message(MSG.USERAUTH_REQUEST, 'a', 'ssh-connection', 'password', false, 'x'));
    await until(() => early.closed());
    const twice = await rawClient(door.port);
    twice.transport.send(message(MSG.SERVICE_REQUEST, 'ssh-userauth'));
    await until(() => twice.closed());
    expect(door.attempts).toEqual([]);
    expect(early.seen.map((payload) => payload[0])).not.toContain(MSG.USERAUTH_SUCCESS);
  });

  it('see a banner', async () => {
    const door = await openDoor((attempt) => (attempt.method === 'none' ? { ...NO, banner: 'Authorised people only\n' } : NO));
    const ran = await run('ssh', [...sshArgs(door.dir, door.port, '-o', 'LogLevel=INFO'), 'u@127.0.0.1', 'who']);
    expect(ran.stderr).toContain('Authorised people only');
  });
});
