import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { TargetConnection } from '../src/target-leg.ts';
import { Reader } from '../src/wire/reader.ts';
import { dialTarget, openGate, recordTap, ssh } from './fixture.ts';
import { live, run, until } from './peers.ts';
import { rawClient, rawExec } from './raw-client.ts';
import { rawTarget } from './raw-target.ts';

const TEXT = (text: string): Buffer => Buffer.from(text);

describe('the target is told', () => {
  it('HUP and TERM when the pair is ended, and the end itself', async () => {
    const { target, seen } = await rawTarget({ onProgram: (channel) => channel.write(TEXT('ready'), 'stdout') });
    const gate = await openGate({ target });
    const client = live('ssh', [...gate.args(), 'work']);
    await until(() => client.out() === 'ready');
    await gate.pairs[0]?.end('cut\n', 2000);
    await until(() => seen.includes('closed'));
    expect(seen).toEqual(['exec', 'signal HUP', 'signal TERM', 'closed']);
  });

  it('signals and breaks of the client, whose answer comes from the target', async () => {
    const { target, seen } = await rawTarget({ onProgram: (channel) => channel.write(TEXT('ready'), 'stdout'), answer: (name) => name !== 'break' });
    const gate = await openGate({ target });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, 100_000, 'work');
    await until(() => gate.taps[0]?.text === 'stdout:ready');
    client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'signal', false, 'USR1'));
    client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'break', true, 500));
    await client.next(MSG.CHANNEL_FAILURE);
    expect(seen).toEqual(['exec', 'signal USR1', 'break']);
  });

  it('nothing more once input is stopped', async () => {
    const { target, seen } = await rawTarget({ onProgram: (channel) => channel.write(TEXT('ready'), 'stdout') });
    const gate = await openGate({ target });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, 100_000, 'work');
    await until(() => gate.taps[0]?.text === 'stdout:ready');
    gate.pairs[0]?.stopInput();
    client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'signal', false, 'USR1'));
    client.transport.send(message(MSG.CHANNEL_EOF, channel));
    await sleep(200);
    expect(seen).toEqual(['exec']);
  });
});

describe('a target', () => {
  it('may give its status after the end of output', async () => {
    const { target } = await rawTarget({
      onProgram: (channel) => {
        channel.write(TEXT('out'), 'stdout');
        channel.sendEof();
        setTimeout(() => {
          channel.tell('exit-status', 4);
          channel.sendClose();
        }, 100);
      },
    });
    const gate = await openGate({ target });
    const ran = await run('ssh', [...gate.args(), 'work']);
    expect(ran).toMatchObject({ status: 4, stdout: TEXT('out') });
  });

  it('may refuse the program, and the engineer is told', async () => {
    const { target } = await rawTarget({ onProgram: () => undefined, answer: () => false });
    const gate = await openGate({ target });
    const ran = await run('ssh', [...gate.args(), 'work']);
    expect(ran).toMatchObject({ status: 255, stderr: 'The target refused to run the program.\n' });
    expect(gate.taps[0]?.exit).toEqual({ status: undefined, signal: undefined });
  });

  it('may have a small window: input waits, and not here', async () => {
    let got = 0;
    const { target } = await rawTarget({
      window: 4096, onProgram: () => undefined,
      onData: (bytes, channel) => {
        got += bytes.length;
        setTimeout(() => channel.grant(bytes.length), 1);
        if (got === 300_000) channel.tell('exit-status', 0);
        if (got === 300_000) channel.sendClose();
      },
    });
    const gate = await openGate({ target });
    const ran = await run('ssh', [...gate.args(), 'work'], { input: Buffer.alloc(300_000) });
    expect(ran.status).toBe(0);
    expect(got).toBe(300_000);
  });

  it('that reads nothing does not get more than its window, and the client keeps the rest', async () => {
    const { target } = await rawTarget({ window: 4096, onProgram: () => undefined });
    const gate = await openGate({ target });
    const client = live('ssh', [...gate.args(), 'work']);
    await until(() => gate.taps.length === 1);
    client.child.stdin?.write(Buffer.alloc(8 * 1024 * 1024));
    await sleep(600);
    // What the client may send ahead while the channel is held, and no more.
    expect(gate.pairs[0]?.bytesFromClient).toBeLessThanOrEqual(128 * 1024);
  });

  it('that sends more than its window loses its connection', async () => {
    const { target } = await rawTarget({
      onProgram: (_channel, transport) => {
        for (let i = 0; i < 200; i += 1) transport.sendData(1, 'stdout', Buffer.alloc(32_000));
      },
    });
    const gate = await openGate({ target });
    const ran = await run('ssh', [...gate.args(), 'work']);
    expect(ran.status).toBe(255);
    expect(ran.stderr).toContain('The connection to the target was lost.');
  });

  it('cannot open channels of its own', async () => {
    const { target, seen } = await rawTarget({
      onProgram: (channel, transport) => {
        transport.send(message(MSG.CHANNEL_OPEN, 'auth-agent@openssh.com', 9, 1000, 32_768));
        transport.send(message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true));
        setTimeout(() => {
          channel.tell('exit-status', 0);
          channel.sendClose();
        }, 100);
      },
    });
    const gate = await openGate({ target });
    expect((await run('ssh', [...gate.args(), 'work'])).status).toBe(0);
    expect(seen.slice(0, 3)).toEqual(['exec', 'open refused', 'request refused']);
  });
});

describe('a target that takes passwords only as answers', () => {
  it('gets the password at its one hidden prompt', async () => {
    const said: string[] = [];
    const { target } = await rawTarget({
      onProgram: () => undefined,
      onAuth: (payload, transport) => {
        const text = Buffer.from(payload).toString('latin1');
        if (payload[0] === MSG.USERAUTH_INFO_RESPONSE) {
          said.push(text.slice(9));
          transport.send(message(MSG.USERAUTH_SUCCESS));
        } else if (text.includes('keyboard-interactive')) transport.send(message(MSG.USERAUTH_INFO_REQUEST, '', '', '', 1, 'Password: ', false));
        else transport.send(message(MSG.USERAUTH_FAILURE, 'keyboard-interactive', false));
      },
    });
    const leg = await dialTarget(target, { credentials: () => Promise.resolve({ password: 'geheim' }) });
    expect(said).toEqual(['geheim']);
    leg.end();
  });

  it('does not get it at a prompt that shows what is typed', async () => {
    const { target } = await rawTarget({
      onProgram: () => undefined,
      onAuth: (payload, transport) => {
        if (payload[0] === MSG.USERAUTH_INFO_RESPONSE) throw new Error('it answered');
        if (Buffer.from(payload).includes('keyboard-interactive')) transport.send(message(MSG.USERAUTH_INFO_REQUEST, '', '', '', 1, 'Name: ', true));
        else transport.send(message(MSG.USERAUTH_FAILURE, 'keyboard-interactive', false));
      },
    });
    await expect(dialTarget(target, { credentials: () => Promise.resolve({ password: 'geheim' }) })).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });
});

describe('a target that does not answer', () => {
  const silent = (payload: Uint8Array): boolean => payload[0] === MSG.CHANNEL_OPEN;

  it('keeps no bridge when the client has gone', async () => {
    const { target } = await rawTarget({ onProgram: () => undefined, onMessage: silent });
    let over = false;
    const gate = await openGate({
      onProgram: (channel, leg) => {
        const opened = dialTarget(target).then((dialled) => ssh.pair(leg, dialled, { guard: () => true, onFirstByte: () => undefined }).bridge(channel, recordTap().tap));
        void opened.then(() => (over = true));
      },
    });
    const client = await rawClient(gate.port, { keyFile: gate.userKey });
    const channel = await rawExec(client, 100_000, 'work');
    await sleep(200);
    client.transport.send(message(MSG.CHANNEL_CLOSE, channel));
    await until(() => over, undefined, 4000);
  });

  it('is not asked for channels without end', async () => {
    const { target } = await rawTarget({ onProgram: () => undefined, onMessage: silent });
    const leg = await dialTarget(target);
    if (!(leg instanceof TargetConnection)) throw new Error('not a leg of ours');
    const events = { data: () => undefined, eof: () => undefined, request: () => false, room: () => undefined, closed: () => undefined };
    let refused = 0;
    for (let i = 0; i < 1200; i += 1) void leg.openSession(1000, 32_768, events).then((channel) => (refused += channel === undefined ? 1 : 0));
    await sleep(50);
    expect(refused).toBe(1200 - 1024);
    leg.end();
  });
});

it('a target that takes only crumbs is not fed them', async () => {
  const { target } = await rawTarget({
    onProgram: () => undefined,
    onMessage: (payload, transport) => {
      if (payload[0] !== MSG.CHANNEL_OPEN) return (payload[0] ?? 0) > MSG.CHANNEL_OPEN;
      const reader = new Reader(payload, 1);
      reader.string();
      transport.send(message(MSG.CHANNEL_OPEN_CONFIRMATION, reader.uint32(), 1, 1_000_000, 1));
      return true;
    },
  });
  const gate = await openGate({ target });
  const ran = await run('ssh', [...gate.args(), 'work'], { input: Buffer.alloc(100_000) });
  expect(ran).toMatchObject({ status: 255 });
  expect(await gate.pairs[0]?.closed).toBe('target-closed');
});
