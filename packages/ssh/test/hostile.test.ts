import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { openGate } from './fixture.ts';
import type { Gate } from './fixture.ts';
import { until } from './peers.ts';
import { rawClient, rawExec } from './raw-client.ts';

const MIB = 1024 * 1024;

/** What the kernel's socket buffers on loopback take without anybody reading. */
const KERNEL = 12 * MIB;

async function settledBytes(gate: Gate): Promise<number> {
  let last = -1;
  for (const deadline = Date.now() + 8000; Date.now() < deadline; ) {
    const now = gate.pairs[0]?.bytesFromTarget ?? 0;
    if (now === last && now > 0) return now;
    last = now;
    await sleep(400);
  }
  throw new Error(`it goes on growing: ${last} bytes`);
}

describe('a client that opens a huge window and stops reading', () => {
  it('stops the target', async () => {
    const gate = await openGate({ door: { maxBuffered: MIB } });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    await rawExec(client, 0xffff_ffff, 'cat /dev/zero');
    client.transport.pause();
    const settled = await settledBytes(gate);
    expect(settled).toBeLessThan(KERNEL + 4 * MIB);
    // Nobody was disconnected for it, and it goes on as soon as the client does.
    expect(gate.troubles).toEqual([]);
    client.transport.resume();
    await until(() => (gate.pairs[0]?.bytesFromTarget ?? 0) > settled + 16 * MIB);
  }, 20_000);

  it('stops the target during a key exchange that it does not finish', async () => {
    const gate = await openGate({ door: { maxBuffered: MIB } });
    let got = 0;
    const client = await rawClient(gate.port, {
      keyFile: gate.userKey, rekeyBytes: 3 * MIB,
      onMessage: (payload, transport) => {
        got += payload.length;
        // Its own key exchange has begun; it never reads the answer, but lets everything before that pass.
        if (got > 3.2 * MIB) transport.pause();
      },
    });
    await rawExec(client, 0xffff_ffff, 'cat /dev/zero');
    expect(await settledBytes(gate)).toBeLessThan(KERNEL + 8 * MIB);
  }, 20_000);
});

describe('a client that sends more than its window', () => {
  it('is disconnected', async () => {
    const gate = await openGate();
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, MIB, 'sleep 100');
    // Bridged, not held: the held window has a test of its own.
    await until(() => gate.pairs.length === 1);
    for (let sent = 0; sent < 12 * MIB; sent += 32_000) client.transport.sendData(channel, 'stdout', Buffer.alloc(32_000));
    await until(() => client.closed());
    expect(gate.troubles.join()).toContain('More data than the window');
    expect(gate.taps[0]?.up ?? 0).toBeLessThanOrEqual(5 * MIB);
    expect(await gate.pairs[0]?.closed).toBe('client-closed');
  });

  it('is disconnected while the channel is held', async () => {
    const gate = await openGate({ onProgram: () => undefined });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, MIB, 'anything');
    for (let sent = 0; sent < 256 * 1024; sent += 32_000) client.transport.sendData(channel, 'stdout', Buffer.alloc(32_000));
    await until(() => client.closed());
    expect(gate.troubles.join()).toContain('More data than the window');
  });
});

describe('a client that asks and does not read the answers', () => {
  it('is disconnected', async () => {
    const gate = await openGate({ door: { maxBuffered: 64 * 1024 } });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    client.transport.pause();
    const ask = message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true);
    for (let round = 0; round < 400 && gate.troubles.length === 0; round += 1) {
      for (let i = 0; i < 1000; i += 1) client.transport.send(ask);
      await sleep(5);
    }
    expect(gate.troubles.join()).toContain('does not read');
    expect(gate.legs[0]).toMatchObject({ closed: true });
  }, 30_000);
});

describe('nonsense', () => {
  const cases: readonly (readonly [string, (channel: number) => Uint8Array])[] = [
    ['a channel that does not exist', () => message(MSG.CHANNEL_DATA, 4711, 'x')],
    ['a string longer than its message', (channel) => Buffer.concat([message(MSG.CHANNEL_DATA, channel), Buffer.from('7fffffff00', 'hex')])],
    ['a request cut short', (channel) => message(MSG.CHANNEL_REQUEST, channel)],
    ['an answer nobody waits for', (channel) => message(MSG.CHANNEL_SUCCESS, channel)],
    ['a confirmation of nothing', () => message(MSG.CHANNEL_OPEN_CONFIRMATION, 99, 0, 0, 0)],
    ['an open cut short', () => message(MSG.CHANNEL_OPEN, 'session')],
  ];
  for (const [what, nonsense] of cases) {
    it(`${what}: disconnected`, async () => {
      const gate = await openGate({ onProgram: () => undefined });
      const client = await rawClient(gate.port, { keyFile: gate.userKey });
      const channel = await rawExec(client, MIB, 'anything');
      client.transport.send(nonsense(channel));
      await until(() => client.closed());
      expect(gate.troubles).toHaveLength(1);
    });
  }

  it('before authentication: channels are not open to strangers', async () => {
    const gate = await openGate();
    const client = await rawClient(gate.port);
    client.transport.send(message(MSG.CHANNEL_OPEN, 'session', 1, MIB, 32_768));
    await until(() => client.closed());
    expect(gate.troubles).toEqual(['Not authenticated']);
  });

  it('instead of an identification: disconnected', async () => {
    const gate = await openGate();
    const socket = connect(gate.port, '127.0.0.1');
    socket.on('error', () => undefined);
    let closed = false;
    socket.once('close', () => (closed = true));
    socket.resume();
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await until(() => closed);
    expect(gate.legs).toEqual([]);
  });
});
