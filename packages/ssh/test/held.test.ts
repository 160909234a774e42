import { describe, expect, it } from 'vitest';
import type { HeldChannel } from '../src/index.ts';
import { openGate } from './fixture.ts';
import { live, run, until } from './peers.ts';

describe('a held channel', () => {
  it('shows text, reads input and exits with a status', async () => {
    const seen: string[] = [];
    const gate = await openGate({
      onProgram: (channel) => {
        seen.push(JSON.stringify(channel.program), channel.terminal === undefined ? 'no terminal' : channel.terminal.term);
        channel.write('name? ');
        channel.onInput((bytes) => {
          channel.write(`hello ${Buffer.from(bytes).toString().trim()}`);
          channel.writeError('no');
          channel.exit(9);
        });
      },
    });
    const ran = await run('ssh', [...gate.args(), 'menu'], { input: 'joe\n' });
    expect({ ...ran, stdout: ran.stdout.toString() }).toEqual({ status: 9, signal: null, stdout: 'name? hello joe', stderr: 'no' });
    expect(seen).toEqual(['{"kind":"exec","command":"menu"}', 'no terminal']);
  });

  it.each([['at once', 0], ['after its input has ended', 300]])('hears the end of its input on a terminal, listened to %s', async (_when, afterMs) => {
    const gate = await openGate({
      onProgram: (channel) => setTimeout(() => {
        let seen = '';
        channel.onInput((bytes) => {
          seen += Buffer.from(bytes).toString('latin1');
          if (seen.endsWith('\u0004')) channel.exit(seen === 'joe\n\u0004' ? 9 : 8);
        });
      }, afterMs),
    });
    expect((await run('ssh', ['-tt', ...gate.args()], { input: 'joe\n' })).status).toBe(9);
  });

  it('keeps its last words when the connection is ended right after', async () => {
    const gate = await openGate({
      onProgram: (channel, leg) => {
        channel.writeError('refused for a reason\n');
        channel.exit(255);
        leg.disconnect('refused');
      },
    });
    for (let i = 0; i < 10; i += 1) {
      const ran = await run('ssh', [...gate.args(), 'anything']);
      expect(ran).toMatchObject({ status: 255, stderr: 'refused for a reason\n' });
    }
  });

  it('keeps what was typed ahead for the target', async () => {
    const gate = await openGate({ onProgram: (_channel, _leg, bridge) => setTimeout(() => void bridge(), 400) });
    const ran = await run('ssh', [...gate.args(), 'cat'], { input: 'typed ahead' });
    expect(ran.stdout.toString()).toBe('typed ahead');
  });

  it('takes no more ahead than its window', async () => {
    const held: HeldChannel[] = [];
    const gate = await openGate({ onProgram: (channel) => held.push(channel) });
    const client = live('ssh', [...gate.args(), 'cat']);
    await until(() => held.length === 1);
    client.child.stdin?.write(Buffer.alloc(1024 * 1024));
    await new Promise((resolve) => setTimeout(resolve, 300));
    let got = 0;
    held[0]?.onInput((bytes) => {
      got += bytes.length;
    });
    // What had been kept is handed over within the call.
    expect(got).toBeGreaterThan(0);
    expect(got).toBeLessThanOrEqual(128 * 1024);
    await until(() => got === 1024 * 1024);
  });

  it('tells that the client has gone', async () => {
    const gone: string[] = [];
    const gate = await openGate({
      onProgram: (channel, leg) => {
        channel.onClose(() => gone.push('channel'));
        leg.onClose(() => gone.push('leg'));
        channel.write('ready');
      },
    });
    const client = live('ssh', ['-tt', ...gate.args()]);
    await until(() => client.out().includes('ready'));
    client.child.kill('SIGKILL');
    await until(() => gone.length === 2);
    expect(gone).toEqual(['channel', 'leg']);
  });
});

describe('whoever takes the channel', () => {
  it('may break, and only this channel ends', async () => {
    const gate = await openGate({
      onProgram: (channel) => {
        if (channel.program.kind === 'exec' && channel.program.command === 'break') throw new Error('broken');
        channel.exit(0);
      },
    });
    expect((await run('ssh', [...gate.args(), 'break'])).status).toBe(255);
    expect(gate.troubles).toEqual(['broken']);
    expect((await run('ssh', [...gate.args(), 'work'])).status).toBe(0);
  });

  it('is told of a close that came before it asked', async () => {
    let told = 0;
    const gate = await openGate({
      onProgram: (channel, leg) => {
        channel.exit(0);
        leg.onClose(() => {
          channel.onClose(() => (told += 1));
          leg.onClose(() => (told += 1));
        });
      },
    });
    await run('ssh', [...gate.args(), 'work']);
    await until(() => told === 2);
  });
});
