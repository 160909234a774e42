import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { ClientAuth } from '../src/client-auth.ts';
import { deferred } from '../src/deferred.ts';
import { loadPrivateKey } from '../src/keys/private-key.ts';
import { HOST_KEY_ALGORITHMS } from '../src/transport/algorithms.ts';
import { Ssh2Transport } from '../src/transport/ssh2-transport.ts';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import { Reader } from '../src/wire/reader.ts';

/** A client that can be made to break every rule: it sends what it is told and shows every message. */
export interface RawClient {
  readonly transport: Ssh2Transport;
  readonly seen: Uint8Array[];
  readonly closed: () => boolean;
  /** The first message of that number, once it has come. */
  readonly next: (type: number) => Promise<Reader>;
}

export interface RawOptions {
  readonly rekeyBytes?: number;
  /** `none`: it does not ask for the authentication service. */
  readonly service?: 'none';
  /** Absent: it does not authenticate. */
  readonly keyFile?: string;
  readonly onMessage?: (payload: Uint8Array, transport: Ssh2Transport) => void;
}

export async function rawClient(port: number, options: RawOptions = {}): Promise<RawClient> {
  const seen: Uint8Array[] = [];
  let closed = false;
  let auth: ClientAuth | undefined;
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const ready = deferred<void>();
  const transport = new Ssh2Transport({
    socket, ident: 'Raw', maxBuffered: 1024 ** 3,
    ...(options.rekeyBytes === undefined ? {} : { rekeyBytes: options.rekeyBytes }),
    role: { kind: 'client', hostKeyAlgorithms: HOST_KEY_ALGORITHMS, hostKey: () => true },
    handlers: {
      identified: () => undefined,
      established: () => {
        if (options.service === 'none') ready.resolve();
        else transport.send(message(MSG.SERVICE_REQUEST, 'ssh-userauth'));
      },
      message: (payload) => {
        if (payload[0] === MSG.SERVICE_ACCEPT && options.keyFile === undefined) ready.resolve();
        else if (payload[0] === MSG.SERVICE_ACCEPT) auth?.start();
        else if ((payload[0] ?? 0) >= MSG.USERAUTH_REQUEST && (payload[0] ?? 0) < MSG.GLOBAL_REQUEST) auth?.receive(payload);
        if (payload[0] !== MSG.CHANNEL_DATA) seen.push(payload);
        options.onMessage?.(payload, transport);
      },
      congested: () => undefined,
      drained: () => undefined,
      failed: () => undefined,
      closed: () => {
        closed = true;
        ready.resolve();
      },
    },
  });
  if (options.keyFile !== undefined) {
    const key = loadPrivateKey(readFileSync(options.keyFile, 'utf8'));
    auth = new ClientAuth(transport, 'raw', { key, password: undefined }, undefined, () => ready.resolve());
  }
  onTestFinished(() => transport.destroy());
  await ready.promise;
  const next = async (type: number): Promise<Reader> => {
    for (const deadline = Date.now() + 5000; Date.now() < deadline; ) {
      const found = seen.find((payload) => payload[0] === type);
      if (found) return new Reader(found, 1);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no message ${type}`);
  };
  return { transport, seen, closed: () => closed, next };
}

/** Opens a session and runs a command in it; the server's number of the channel. */
export async function rawExec(client: RawClient, window: number, command: string): Promise<number> {
  client.transport.send(message(MSG.CHANNEL_OPEN, 'session', 1, window, 32_768));
  const confirmed = await client.next(MSG.CHANNEL_OPEN_CONFIRMATION);
  confirmed.uint32();
  const channel = confirmed.uint32();
  client.transport.send(message(MSG.CHANNEL_REQUEST, channel, 'exec', true, command));
  await client.next(MSG.CHANNEL_SUCCESS);
  return channel;
}
