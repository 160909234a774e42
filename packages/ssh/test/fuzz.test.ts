import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parsePrivateKey, parsePublicKey } from '../src/index.ts';
import { importPublicKey } from '../src/keys/public-key.ts';
import { verifySignature } from '../src/keys/signature.ts';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { WireError } from '../src/wire/reader.ts';
import { openGate } from './fixture.ts';
import type { Gate } from './fixture.ts';
import { heldBytes } from './held-bytes.ts';
import { bend, bentAuthMessage, bentConnectionMessage } from './mutate.ts';
import { keygen, tempDir, until } from './peers.ts';
import { rawClient, rawExec } from './raw-client.ts';
import type { RawClient } from './raw-client.ts';
import { seeded } from './random.ts';
import { rawTarget } from './raw-target.ts';

// Another seed finds other things; a failure names its own.
const SEED = Number(process.env['SALLYPORT_FUZZ_SEED'] ?? 20_261_121);
const MIB = 1024 * 1024;
const random = seeded(SEED);

const escaped: unknown[] = [];
const note = (error: unknown): void => {
  escaped.push(error);
};
let before = 0;

beforeEach(() => {
  process.on('uncaughtExceptionMonitor', note);
  process.on('unhandledRejection', note);
  before = heldBytes();
});
afterEach(() => {
  process.off('uncaughtExceptionMonitor', note);
  process.off('unhandledRejection', note);
});

/** What every test here asks at its end. */
async function unharmed(): Promise<void> {
  await sleep(50);
  expect(escaped.splice(0), `seed ${SEED}`).toEqual([]);
  expect(heldBytes() - before, `seed ${SEED}`).toBeLessThan(40 * MIB);
}

/** Runs `work` so many times, a few at once. */
async function times(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: 6 }, lane));
}

/** The door closes the connection or still answers `question` with a message of one of these numbers. */
async function closedOrAnswers(client: RawClient, question: Uint8Array, answers: readonly number[]): Promise<void> {
  const count = (): number => client.seen.filter((payload) => answers.includes(payload[0] ?? 0)).length;
  await sleep(10);
  const had = count();
  client.transport.send(question);
  await until(() => client.closed() || count() > had, () => `neither closed nor answered, seed ${SEED}`, 5000);
}

/** An honest client still gets its work done. */
async function stillServes(gate: Gate): Promise<void> {
  const client = await rawClient(gate.port, { keyFile: gate.userKey });
  await rawExec(client, MIB, 'work');
  await until(() => client.seen.some((payload) => payload[0] === MSG.CHANNEL_CLOSE));
  await unharmed();
}

const KEEPALIVE = message(MSG.GLOBAL_REQUEST, 'keepalive@openssh.com', true);

describe('bent messages', () => {
  it('of a client that is logged on', async () => {
    const { target } = await rawTarget({ onProgram: (channel) => {
      channel.write(Buffer.from('out'), 'stdout');
      setTimeout(() => channel.sendClose(), 20);
    } });
    const gate = await openGate({ target });
    await times(60, async () => {
      const client = await rawClient(gate.port, { keyFile: gate.userKey });
      client.transport.send(message(MSG.CHANNEL_OPEN, 'session', 1, MIB, 32_768));
      client.transport.send(message(MSG.CHANNEL_REQUEST, 1, 'exec', true, 'work'));
      for (let sent = 0; sent < 30 && !client.closed(); sent += 1) {
        client.transport.send(bentConnectionMessage(random));
        if (random(6) === 0) await sleep(1);
      }
      await closedOrAnswers(client, KEEPALIVE, [MSG.REQUEST_FAILURE]);
      client.transport.destroy();
    });
    await stillServes(gate);
    expect(gate.legs.length).toBeGreaterThan(60);
  }, 40_000);

  it('of a stranger', async () => {
    const gate = await openGate({ onProgram: (channel) => channel.exit(0) });
    const blob = Buffer.from(parsePrivateKey(gate.target.userKey).publicKey.blob, 'base64');
    await times(60, async () => {
      const client = await rawClient(gate.port);
      for (let sent = 0; sent < 12 && !client.closed(); sent += 1) client.transport.send(bentAuthMessage(random, blob));
      await closedOrAnswers(client, message(MSG.USERAUTH_REQUEST, 'somebody', 'ssh-connection', 'none'), [MSG.USERAUTH_FAILURE]);
      expect(client.seen.some((payload) => payload[0] === MSG.USERAUTH_SUCCESS), `seed ${SEED}`).toBe(false);
      client.transport.destroy();
    });
    await stillServes(gate);
  }, 40_000);

  it('of a target', async () => {
    const { target } = await rawTarget({ onProgram: (channel, transport) => {
      for (let sent = 0; sent < 60; sent += 1) transport.send(bentConnectionMessage(random));
      setTimeout(() => channel.sendClose(), 30);
    } });
    const gate = await openGate({ target });
    await times(24, async () => {
      const client = await rawClient(gate.port, { keyFile: gate.userKey });
      await rawExec(client, 10_000, 'work');
      client.transport.sendData(1, 'stdout', Buffer.from('typed'));
      await closedOrAnswers(client, KEEPALIVE, [MSG.REQUEST_FAILURE]);
      client.transport.destroy();
    });
    // Some clients had gone before their target was dialled, and were never bridged.
    const late = gate.troubles.filter((trouble) => trouble.includes('not of this client')).length;
    await until(() => gate.taps.filter((tap) => tap.exit === undefined).length <= late, () => `a bridge stays, seed ${SEED}`);
    await Promise.all(gate.pairs.map((pair) => pair.end('', 200)));
    await unharmed();
  }, 40_000);
});

describe('bent bytes', () => {
  /** What a client sends up to its new keys, in the clear. */
  async function handshake(gate: Gate): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const proxy = createServer((client) => {
      const behind = connect(gate.port, '127.0.0.1');
      for (const socket of [client, behind]) socket.on('error', () => undefined);
      client.on('data', (bytes: Buffer) => {
        pieces.push(bytes);
      });
      client.pipe(behind).pipe(client);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => proxy.close(() => resolve())));
    const address = proxy.address();
    const client = await rawClient(typeof address === 'object' ? (address?.port ?? 0) : 0);
    client.transport.destroy();
    return Buffer.concat(pieces);
  }

  it('before there are any keys', async () => {
    const gate = await openGate({ onProgram: (channel) => channel.exit(0) });
    const honest = await handshake(gate);
    expect(honest.length).toBeGreaterThan(600);
    await times(300, async () => {
      const socket = connect(gate.port, '127.0.0.1');
      let closed = false;
      socket.on('error', () => undefined).once('close', () => (closed = true)).resume();
      const bytes = random(2) === 0 ? bend(random, honest) : Buffer.concat([honest.subarray(0, 30), bend(random, honest.subarray(30))]);
      for (let at = 0; at < bytes.length && !closed; at += 200 + random(2000)) socket.write(bytes.subarray(at, at + 200));
      socket.end();
      await until(() => closed, () => `not closed, seed ${SEED}`, 5000);
    });
    await stillServes(gate);
  }, 40_000);
});

it('bent keys and signatures are refused and never thrown about', async () => {
  const userKey = keygen(tempDir(), 'k', '-t', 'ecdsa');
  const text = readFileSync(userKey, 'utf8');
  const key = parsePrivateKey(text).publicKey;
  const blob = Buffer.from(key.blob, 'base64');
  const imported = importPublicKey(blob);
  if (imported === undefined) throw new Error('an honest key is refused');
  let refused = 0;
  for (let i = 0; i < 3000; i += 1) {
    if (importPublicKey(bend(random, blob)) === undefined) refused += 1;
    parsePublicKey(bend(random, Buffer.from(`${key.algorithm} ${key.blob}`)).toString('latin1'));
    const signature = bend(random, message(0, key.algorithm, Buffer.alloc(64)).subarray(1));
    expect(verifySignature(key.algorithm, imported.key, blob, signature)).toBe(false);
    try {
      parsePrivateKey(bend(random, Buffer.from(text)).toString('latin1'));
    } catch (error) {
      if (!(error instanceof WireError)) expect(error).toMatchObject({ name: 'PrivateKeyError' });
    }
  }
  expect(refused).toBeGreaterThan(500);
  await unharmed();
}, 40_000);
