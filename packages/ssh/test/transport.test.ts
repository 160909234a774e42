import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sourceOf } from '../src/strangers.ts';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { Reader } from '../src/wire/reader.ts';
import { dialTarget, openGate } from './fixture.ts';
import { startSshd, until } from './peers.ts';
import type { Target } from './peers.ts';
import { rawClient, rawExec } from './raw-client.ts';
import { rawTarget } from './raw-target.ts';

const MIB = 1024 * 1024;
const IGNORE = 2;
const pause = (): Promise<void> => sleep(5);

/** A proxy before a target that hands on, in its very own way, what the target says first. */
async function before(target: Target, first: (greeting: Buffer, client: Socket) => Promise<void>): Promise<Target> {
  const server = createServer((client) => {
    const behind = connect(target.port, '127.0.0.1');
    for (const socket of [client, behind]) socket.on('error', () => undefined);
    client.setNoDelay(true).pipe(behind);
    behind.once('data', (greeting: Buffer) => {
      behind.pause();
      void first(greeting, client).then(() => behind.pipe(client));
    });
    client.once('close', () => behind.destroy());
    behind.once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { ...target, port: address.port };
}

describe('the identification', () => {
  it('of a target may come in pieces, and after other lines', async () => {
    const target = await before(await startSshd(), async (greeting, client) => {
      for (const line of ['Keep out.\r\n', 'Really', ' out.\r\n']) {
        client.write(line);
        await pause();
      }
      // A busy sshd sends its list of algorithms in the same piece: a thousand pauses more.
      const end = greeting.indexOf('\n') + 1;
      for (const byte of greeting.subarray(0, end)) {
        client.write(Buffer.of(byte));
        await pause();
      }
      client.write(greeting.subarray(end));
    });
    await expect(dialTarget(target, { timeoutMs: 5000 }).then((leg) => leg.end())).resolves.toBeUndefined();
  });

  it('of a target must come at some time', async () => {
    const target = await before(await startSshd(), async (_greeting, client) => {
      for (let i = 0; i < 300; i += 1) client.write('nothing but talk '.repeat(10) + '\r\n');
      await pause();
    });
    await expect(dialTarget(target, { timeoutMs: 5000 })).rejects.toMatchObject({ code: 'PROTOCOL_ERROR', message: 'The peer does not identify itself' });
  });

  it('of a client must have an end', async () => {
    const gate = await openGate();
    const socket = connect(gate.port, '127.0.0.1');
    let closed = false;
    socket.on('error', () => undefined).once('close', () => (closed = true));
    socket.resume();
    for (let i = 0; i < 100 && !closed; i += 1) {
      socket.write(i === 0 ? 'SSH-2.0-' : 'x'.repeat(1000));
      await pause();
    }
    await until(() => closed, undefined, 2000);
    expect(gate.troubles).toEqual(['The peer does not identify itself']);
  });
});

describe('a peer that begins one key exchange after the other', () => {
  it('is disconnected, before authentication too', async () => {
    const gate = await openGate();
    // After every single byte.
    const client = await rawClient(gate.port, { rekeyBytes: 1 });
    for (let sent = 0; sent < 200 && !client.closed(); sent += 1) {
      client.transport.send(message(IGNORE, ''));
      await pause();
    }
    await until(() => client.closed());
    expect(gate.troubles).toEqual(['Too many key exchanges']);
  });
});

describe('a client that asks during a key exchange that it does not finish', () => {
  it('cannot make the answers pile up', async () => {
    const gate = await openGate({ onProgram: () => undefined, door: { maxBuffered: 64 * 1024, rekeyBytes: 20_000 } });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    // Our offer of new keys is not read, and so not answered.
    client.transport.pause();
    const ask = message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true);
    for (let round = 0; round < 60 && !client.closed(); round += 1) {
      for (let i = 0; i < 500; i += 1) client.transport.send(ask);
      await sleep(2);
    }
    await until(() => client.closed());
    expect(gate.troubles.join()).toContain('does not read');
  }, 30_000);
});

describe('a target that takes its input too slowly', () => {
  it('gets nothing of it any more once input is stopped, wherever it lay', async () => {
    let got = 0;
    let socket: Socket | undefined;
    const { target } = await rawTarget({ window: 64 * MIB, onProgram: () => undefined, onData: (bytes) => (got += bytes.length), onSocket: (given) => (socket = given) });
    const gate = await openGate({ target });
    let window = 128 * 1024;
    const onMessage = (payload: Uint8Array): void => {
      if (payload[0] === MSG.CHANNEL_WINDOW_ADJUST) window += new Reader(payload, 5).uint32();
    };
    const client = await rawClient(gate.port, { keyFile: gate.userKey, onMessage });
    const channel = await rawExec(client, MIB, 'work');
    await until(() => window > MIB);
    socket?.pause();
    const pair = gate.pairs[0];
    let last = -1;
    // Until everything on the way is full: the kernel's buffers, and what lies before them.
    while (pair !== undefined && pair.bytesFromClient !== last) {
      last = pair.bytesFromClient;
      for (; window >= 32_000; window -= 32_000) client.transport.sendData(channel, 'stdout', Buffer.alloc(32_000));
      await sleep(200);
    }
    expect(last).toBeGreaterThan(4 * MIB);
    const before = got;
    pair?.stopInput();
    const ended = pair?.end('cut', 1000);
    socket?.resume();
    await until(() => socket?.destroyed === true);
    // What the target's own kernel had taken already cannot be had back.
    expect(got - before).toBeLessThan(last - 2 * MIB);
    await ended;
    expect(await pair?.closed).toBe('ended');
  }, 30_000);
});

describe('a source', () => {
  it('is an IPv4 address or an IPv6 network', () => {
    expect(sourceOf('192.0.2.7')).toBe('192.0.2.7');
    expect(sourceOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(sourceOf('2001:db8:1:2::6')).toBe(sourceOf('2001:db8:1:2:ffff::1'));
    expect(sourceOf('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(sourceOf('2001:db8:0:1::6')).not.toBe(sourceOf('2001:db8::6'));
    expect(sourceOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(sourceOf('::1')).toBe('0:0:0:0::/64');
    expect(sourceOf('')).toBe('');
  });
});
