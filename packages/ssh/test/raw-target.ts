import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Channel } from '../src/connection/channel.ts';
import { ChannelTable } from '../src/connection/channel-table.ts';
import { generateHostKeys } from '../src/index.ts';
import { loadHostKeys } from '../src/transport/host-keys.ts';
import { Ssh2Transport } from '../src/transport/ssh2-transport.ts';
import { message } from '../src/wire/message.ts';
import { MSG } from '../src/wire/numbers.ts';
import type { Target } from './peers.ts';

export interface RawTarget {
  readonly target: Target;
  /** Names of channel requests and authentication messages in their order; `eof`. */
  readonly seen: string[];
}

export interface RawTargetOptions {
  readonly window?: number;
  /** Called once the program has been asked for. */
  readonly onProgram: (channel: Channel, transport: Ssh2Transport) => void;
  readonly answer?: (request: string) => boolean | Promise<boolean>;
  readonly onData?: (bytes: Uint8Array, channel: Channel) => void;
  readonly onSocket?: (socket: Socket) => void;
  /** Sees every message first; true: it has dealt with it. */
  readonly onMessage?: (payload: Uint8Array, transport: Ssh2Transport) => boolean;
  /** Instead of letting everybody in. */
  readonly onAuth?: (payload: Uint8Array, transport: Ssh2Transport) => void;
}

/** A target that does what a test says and shows what it was asked. */
export async function rawTarget(options: RawTargetOptions): Promise<RawTarget> {
  const seen: string[] = [];
  const hostKeys = loadHostKeys(await generateHostKeys());
  const server = createServer((socket) => {
    options.onSocket?.(socket);
    const transport = new Ssh2Transport({
      socket, ident: 'Raw', maxBuffered: 1024 ** 3, role: { kind: 'server', hostKeys },
      handlers: {
        identified: () => undefined,
        established: () => undefined,
        message: (payload) => {
          const type = payload[0] ?? 0;
          if (options.onMessage?.(payload, transport) === true) return;
          if (type === MSG.SERVICE_REQUEST) transport.send(message(MSG.SERVICE_ACCEPT, 'ssh-userauth'));
          else if (type < MSG.GLOBAL_REQUEST && options.onAuth) options.onAuth(payload, transport);
          else if (type === MSG.USERAUTH_REQUEST) transport.send(message(MSG.USERAUTH_SUCCESS));
          else if (type === MSG.REQUEST_FAILURE || type === MSG.CHANNEL_OPEN_FAILURE) seen.push(type === MSG.REQUEST_FAILURE ? 'request refused' : 'open refused');
          else if (type >= MSG.CHANNEL_OPEN) table.receive(payload);
        },
        congested: () => undefined,
        drained: () => undefined,
        failed: (error) => seen.push(`failed: ${error.message}`),
        closed: () => table.end(),
      },
    });
    const table = new ChannelTable(transport, (open) => {
      const channel: Channel = open.accept(options.window ?? 1024 * 1024, {
        data: (bytes) => options.onData?.(bytes, channel),
        eof: () => seen.push('eof'),
        request: (name, fields) => {
          seen.push(name === 'signal' ? `signal ${fields.text()}` : name);
          if (name === 'exec' || name === 'shell') setImmediate(() => options.onProgram(channel, transport));
          return options.answer?.(name) ?? true;
        },
        room: () => undefined,
        closed: () => seen.push('closed'),
      });
      return 'ACCEPTED';
    });
    onTestFinished(() => transport.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const [userKey = ''] = await generateHostKeys();
  return { target: { port: address.port, userKey, dir: '', process: undefined }, seen };
}
