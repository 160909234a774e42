import { describe, expect, it } from 'vitest';
import { dialTarget, openGate } from './fixture.ts';
import { live, run, until } from './peers.ts';

describe('the end of a pair', () => {
  it('shows its words, signals the program and closes both legs', async () => {
    const gate = await openGate();
    // Bounded: what traps HUP outlives the cut, and nobody else would end it.
    const client = live('ssh', ['-tt', ...gate.args(), `trap 'echo hup > ${gate.dir}/signals' HUP; trap 'echo term >> ${gate.dir}/signals' TERM; echo ready; for i in $(seq 400); do sleep 0.05; done`]);
    await until(() => client.out().includes('ready'));
    const began = Date.now();
    await gate.pairs[0]?.end('You were locked out.\r\n', 20_000);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await client.gone).toBe(255);
    expect(client.out()).toContain('You were locked out.');
    expect(await gate.pairs[0]?.closed).toBe('ended');
    await until(async () => (await run('cat', [`${gate.dir}/signals`])).stdout.toString().includes('hup'));
  });

  it('shows its words on stderr where there is no terminal', async () => {
    const gate = await openGate();
    const client = live('ssh', [...gate.args(), 'echo ready; cat']);
    await until(() => client.out().includes('ready'));
    await gate.pairs[0]?.end('cut\n', 2000);
    expect(await client.gone).toBe(255);
    expect(client.out()).toBe('ready\n');
    expect(client.err()).toContain('cut\n');
  });

  it('stops input at once', async () => {
    const gate = await openGate();
    const client = live('ssh', [...gate.args(), `echo ready; cat > ${gate.dir}/got`]);
    await until(() => client.out().includes('ready'));
    client.type('one\n');
    await until(async () => (await run('cat', [`${gate.dir}/got`])).stdout.toString() === 'one\n');
    gate.pairs[0]?.stopInput();
    const before = gate.pairs[0]?.bytesFromClient;
    client.type('two\n');
    client.child.stdin?.end();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await run('cat', [`${gate.dir}/got`])).stdout.toString()).toBe('one\n');
    expect(gate.pairs[0]?.bytesFromClient).toBe(before);
  });

  it('closes both sockets in time although the client is stopped', async () => {
    const gate = await openGate();
    const client = live('ssh', [...gate.args(), 'echo ready; cat /dev/zero']);
    await until(() => client.out().includes('ready'));
    client.child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = Date.now();
    await gate.pairs[0]?.end('cut\n', 700);
    expect(Date.now() - began).toBeLessThan(5_000);
    client.child.kill('SIGKILL');
  });

  it('closes both sockets in time although the target is stopped', async () => {
    const gate = await openGate();
    const client = live('ssh', [...gate.args(), 'echo ready $PPID; cat']);
    await until(() => /ready \d+\n/.test(client.out()));
    const sshd = Number(/ready (\d+)/.exec(client.out())?.[1]);
    process.kill(sshd, 'SIGSTOP');
    try {
      const began = Date.now();
      await gate.pairs[0]?.end('cut\n', 700);
      expect(Date.now() - began).toBeLessThan(5_000);
    } finally {
      process.kill(sshd, 'SIGKILL');
    }
    expect(await client.gone).toBe(255);
  });

  it('comes for the target when the client is killed', async () => {
    const gate = await openGate();
    const client = live('ssh', [...gate.args(), 'echo ready $PPID; cat']);
    await until(() => /ready \d+\n/.test(client.out()));
    client.child.kill('SIGKILL');
    expect(await gate.pairs[0]?.closed).toBe('client-closed');
    expect(gate.taps[0]?.exit).toEqual({ status: undefined, signal: undefined });
  });

  it('comes for the client when the target dies, with a line', async () => {
    const gate = await openGate({ pair: { targetLost: 'gone: the target' } });
    const client = live('ssh', [...gate.args(), 'echo ready $PPID; cat']);
    await until(() => /ready \d+\n/.test(client.out()));
    process.kill(Number(/ready (\d+)/.exec(client.out())?.[1]), 'SIGKILL');
    expect(await client.gone).toBe(255);
    expect(client.err()).toContain('gone: the target');
    expect(await gate.pairs[0]?.closed).toBe('target-closed');
  });

  it('comes when the guard says no, and nothing passes any more', async () => {
    let open = true;
    const gate = await openGate({ pair: { guard: () => open } });
    const client = live('ssh', [...gate.args(), `echo ready; cat > ${gate.dir}/got`]);
    await until(() => client.out().includes('ready'));
    open = false;
    client.type('never\n');
    expect(await gate.pairs[0]?.closed).toBe('guard');
    expect(await client.gone).toBe(255);
    expect((await run('cat', [`${gate.dir}/got`])).stdout.toString()).toBe('');
    expect(gate.taps[0]?.up).toBe(0);
  });

  it('is the same for a leg that was never paired', async () => {
    const gate = await openGate();
    const leg = await dialTarget(gate.target);
    let closed = false;
    leg.onClose(() => (closed = true));
    leg.end();
    await until(() => closed);
    expect(closed).toBe(true);
  });
});

describe('the first byte', () => {
  it('is told once, and not before the engineer sends one', async () => {
    let told = 0;
    const gate = await openGate({ pair: { onFirstByte: () => (told += 1) } });
    await run('ssh', [...gate.args(), 'true']);
    expect(told).toBe(0);
    await run('ssh', [...gate.args(), 'cat'], { input: 'ab' });
    expect(told).toBe(1);
  });
});
