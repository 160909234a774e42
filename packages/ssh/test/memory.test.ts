import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { openGate } from './fixture.ts';
import { heldBytes } from './held-bytes.ts';
import { until } from './peers.ts';
import { rawClient, rawExec } from './raw-client.ts';
import { rawTarget } from './raw-target.ts';

const MIB = 1024 * 1024;

describe('a client whose target takes no input', () => {
  it('cannot pile up requests behind it', async () => {
    let started: ((grant: () => void) => void) | undefined;
    const granted = new Promise<() => void>((resolve) => (started = resolve));
    const { target, seen } = await rawTarget({ window: 1, onProgram: (channel) => started?.(() => channel.grant(MIB)) });
    const gate = await openGate({ target });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, MIB, 'work');
    const grant = await granted;
    client.transport.sendData(channel, 'stdout', Buffer.alloc(1000));
    for (let i = 0; i < 3000; i += 1) client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'signal', false, 'X'.repeat(1000)));
    client.transport.send(message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true));
    await client.next(MSG.REQUEST_FAILURE);
    grant();
    await until(() => seen.length > 2);
    await sleep(200);
    // What had been kept, which the target gets now.
    expect(seen.length).toBeLessThan(300);
  });

  it('cannot pile up questions that it does not answer', async () => {
    const { target, seen } = await rawTarget({ onProgram: () => undefined, answer: (name) => (name === 'break' ? new Promise<boolean>(() => undefined) : true) });
    const gate = await openGate({ target });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, MIB, 'work');
    await until(() => seen.length === 1);
    // Without a wish for an answer, so that the limit on what is owed to the client does not hold it back.
    for (let i = 0; i < 500; i += 1) client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'break', false, 500));
    client.transport.send(message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true));
    await client.next(MSG.REQUEST_FAILURE);
    await sleep(200);
    expect(seen.length).toBeLessThanOrEqual(65);
  });
});

describe('a client that sends its input byte by byte', () => {
  it('holds no more memory than its window', async () => {
    const gate = await openGate({ onProgram: () => undefined, door: { maxChannels: 4 } });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, MIB, 'work');
    const before = heldBytes();
    for (let i = 0; i < 48 * 1024; i += 1) {
      client.transport.sendData(channel, 'stdout', Buffer.of(i));
      if (i % 8192 === 0) await sleep(1);
    }
    client.transport.send(message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true));
    await client.next(MSG.REQUEST_FAILURE);
    await sleep(100);
    expect(heldBytes() - before).toBeLessThan(2 * MIB);
  });
});
