import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { createSsh, fingerprintSha256, generateHostKeys, parsePrivateKey, parsePublicKey } from '../src/index.ts';
import type { ChannelTap, ClientLeg, DialOptions, DoorOptions, HeldChannel, Pair, PairOptions } from '../src/index.ts';
import { keygen, me, sshArgs, startSshd, tempDir } from './peers.ts';
import type { Target } from './peers.ts';

export const ssh = createSsh();

let keys: Promise<readonly string[]> | undefined;

export interface Gate {
  readonly port: number;
  readonly dir: string;
  /** Path of the engineer's private key. */
  readonly userKey: string;
  readonly target: Target;
  /** The ed25519 host key's, as OpenSSH prints it. */
  readonly fingerprint: string;
  readonly pairs: Pair[];
  readonly legs: ClientLeg[];
  readonly troubles: string[];
  readonly refused: string[];
  readonly taps: TapRecord[];
  /** Arguments for `ssh` through the gate, up to and including the destination. */
  readonly args: (...options: readonly string[]) => string[];
}

export interface TapRecord {
  up: number;
  down: number;
  text: string;
  sizes: string[];
  exit: { readonly status: number | undefined; readonly signal: string | undefined } | undefined;
  readonly tap: ChannelTap;
}

export interface GateOptions {
  readonly door?: Partial<DoorOptions>;
  readonly pair?: Partial<PairOptions>;
  readonly target?: Target;
  readonly dial?: Partial<DialOptions>;
  /** Makes the engineer's key another way than by ssh-keygen. */
  readonly makeKey?: (dir: string) => { readonly key: string; readonly line: string };
  /** Instead of dialling and bridging at once. */
  readonly onProgram?: (channel: HeldChannel, leg: ClientLeg, bridge: () => Promise<Pair>) => void;
}

export function recordTap(): TapRecord {
  const record: TapRecord = {
    up: 0, down: 0, text: '', sizes: [], exit: undefined,
    tap: {
      fromClient: (bytes) => {
        record.up += bytes.length;
      },
      fromTarget: (bytes, stream) => {
        record.down += bytes.length;
        if (record.text.length < 10_000) record.text += `${stream}:${Buffer.from(bytes).toString()}`;
      },
      resized: (terminal) => record.sizes.push(`${terminal.columns}x${terminal.rows}`),
      closed: (exit) => {
        record.exit = exit;
      },
    },
  };
  return record;
}

function makeKey(dir: string): { readonly key: string; readonly line: string } {
  const key = keygen(dir, 'id', '-t', 'ed25519');
  return { key, line: readFileSync(`${key}.pub`, 'utf8') };
}

/** A door that lets one key in, dials a private sshd for each connection and bridges every channel. */
export async function openGate(options: GateOptions = {}): Promise<Gate> {
  const dir = tempDir();
  const target = options.target ?? (await startSshd());
  const { key: userKey, line } = (options.makeKey ?? makeKey)(dir);
  const allowed = parsePublicKey(line);
  const gate = { pairs: [] as Pair[], legs: [] as ClientLeg[], troubles: [] as string[], refused: [] as string[], taps: [] as TapRecord[] };
  keys ??= generateHostKeys();
  const door = ssh.createDoor({
    hostKeys: await keys, ident: 'Sallyport_test', loginGraceMs: 10_000, maxAuthAttempts: 3, maxUnauthenticated: 50,
    maxUnauthenticatedPerAddress: 40, maxChannels: 10, maxBuffered: 4 * 1024 * 1024,
    onTrouble: (trouble) => gate.troubles.push(trouble.message),
    onConnection: (leg) => {
      gate.legs.push(leg);
      leg.onAuth((attempt) => Promise.resolve(attempt.method === 'publickey' && attempt.key.blob === allowed?.blob ? { accept: true } : { accept: false, methods: ['publickey'] }));
      leg.onRefused((what) => gate.refused.push(what));
      let paired: Promise<Pair> | undefined;
      const open = async (): Promise<Pair> => {
        const dialled = await dialTarget(target, options.dial);
        const pair = ssh.pair(leg, dialled, { guard: () => true, onFirstByte: () => undefined, ...options.pair });
        gate.pairs.push(pair);
        return pair;
      };
      leg.onProgram((channel) => {
        const bridge = async (): Promise<Pair> => {
          paired ??= open();
          const pair = await paired;
          const record = recordTap();
          gate.taps.push(record);
          pair.bridge(channel, record.tap).catch((error: unknown) => gate.troubles.push(String(error)));
          return pair;
        };
        if (options.onProgram) options.onProgram(channel, leg, bridge);
        else bridge().catch((error: unknown) => gate.troubles.push(String(error)));
      });
    },
    ...options.door,
  });
  const { port } = await door.listen('127.0.0.1', 0);
  onTestFinished(async () => {
    for (const leg of gate.legs) leg.disconnect('', 100);
    await door.close();
  });
  const fingerprint = fingerprintSha256(parsePrivateKey((await keys)[0] ?? '').publicKey.blob);
  return { ...gate, fingerprint, port, dir, target, userKey, args: (...more) => [...sshArgs(dir, port, ...more, '-i', userKey), `${me}@127.0.0.1`] };
}

export function dialTarget(target: Target, more: Partial<DialOptions> = {}): ReturnType<typeof ssh.dial> {
  return ssh.dial({
    host: '127.0.0.1', port: target.port, username: me, credentials: () => Promise.resolve({ privateKey: target.userKey }),
    knownAlgorithms: [], verifyHostKey: () => Promise.resolve(true), timeoutMs: 10_000, signal: new AbortController().signal, ...more,
  });
}
