import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openGate } from './fixture.ts';
import { run } from './peers.ts';

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('exec', () => {
  it('keeps stdout, stderr and the exit status apart', async () => {
    const gate = await openGate();
    const ran = await run('ssh', [...gate.args(), 'printf out; printf err >&2; exit 7']);
    expect({ ...ran, stdout: ran.stdout.toString() }).toEqual({ status: 7, signal: null, stdout: 'out', stderr: 'err' });
    expect(gate.taps[0]?.exit).toEqual({ status: 7, signal: undefined });
    expect(gate.troubles).toEqual([]);
  });

  it('loses no exit status, forty times in a row, with stdin closed', async () => {
    const gate = await openGate();
    for (let i = 0; i < 40; i += 1) {
      const ran = await run('ssh', [...gate.args(), 'true']);
      expect(ran, `run ${i}`).toMatchObject({ status: 0, stderr: '' });
    }
  }, 60_000);

  // A multiplexed client closes its channel as soon as it has seen our EOF, which can be before the status.
  it('loses no exit status over a multiplexed connection either', async () => {
    const gate = await openGate();
    const control = ['-S', `${gate.dir}/control`];
    const master = await run('ssh', ['-M', '-N', '-f', ...control, ...gate.args()]);
    expect(master.status).toBe(0);
    try {
      for (let i = 0; i < 60; i += 1) {
        const ran = await run('ssh', [...control, ...gate.args(), 'echo on; exit 4']);
        expect({ status: ran.status, stdout: ran.stdout.toString() }, `run ${i}`).toEqual({ status: 4, stdout: 'on\n' });
      }
    } finally {
      await run('ssh', ['-O', 'exit', ...control, ...gate.args()]);
    }
  }, 60_000);

  it('tells a program that died by a signal', async () => {
    const gate = await openGate();
    const ran = await run('ssh', [...gate.args(), 'kill -9 $$']);
    expect(ran.status).toBe(255);
    expect(gate.taps[0]?.exit).toEqual({ status: undefined, signal: 'KILL' });
  });

  it('hands on what the client sends, and its end', async () => {
    const gate = await openGate();
    const ran = await run('ssh', [...gate.args(), 'cat; echo end'], { input: 'hello\n' });
    expect(ran.stdout.toString()).toBe('hello\nend\n');
    expect(ran.status).toBe(0);
  });

  it('hands on variables that the target accepts, and commands byte by byte', async () => {
    const gate = await openGate();
    const ran = await run('ssh', [...gate.args('-o', 'SendEnv=FRUIT'), 'printf "%s" "$FRUIT"; printf "\u00e9\u4e2d"'], { env: { FRUIT: 'apple' } });
    expect(ran.stdout.toString()).toBe('apple\u00e9\u4e2d');
  });

  it('carries 64 MiB both ways without a byte changed', async () => {
    const gate = await openGate();
    const input = randomBytes(64 * 1024 * 1024);
    const ran = await run('ssh', [...gate.args(), 'cat'], { input, withinMs: 60_000 });
    expect(ran.stdout.length).toBe(input.length);
    expect(sha256(ran.stdout)).toBe(sha256(input));
    expect(gate.pairs[0]).toMatchObject({ bytesFromClient: input.length, bytesFromTarget: input.length });
  }, 90_000);

  it('ends a program that nobody reads any more, if the door calls itself so that clients tell', async () => {
    const gate = await openGate({ door: { ident: 'OpenSSH_Sallyport' } });
    const ran = await run('sh', ['-c', `ssh ${gate.args().join(' ')} yes | head -1`], { withinMs: 8000 });
    expect(ran).toMatchObject({ status: 0, stdout: Buffer.from('y\n') });
  });

  it('delivers the tail of output that ends with the program', async () => {
    const gate = await openGate();
    const ran = await run('ssh', [...gate.args(), 'head -c 8000000 /dev/zero; exit 3']);
    expect(ran.stdout.length).toBe(8_000_000);
    expect(ran.status).toBe(3);
  });
});
