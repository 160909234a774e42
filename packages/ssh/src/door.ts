import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { addressOf } from './address-of.ts';
import { Connection } from './client-leg.ts';
import type { Door, DoorOptions } from './port.ts';
import { Strangers } from './strangers.ts';
import { loadHostKeys } from './transport/host-keys.ts';
import { ready } from './transport/ready.ts';
import { Ssh2Transport } from './transport/ssh2-transport.ts';

/** Throws `PrivateKeyError` or `TypeError` for host keys that cannot be used. */
export function createDoor(options: DoorOptions): Door {
  const hostKeys = loadHostKeys(options.hostKeys);
  const strangers = new Strangers(options);
  const server = createServer({ noDelay: true }, (socket) => {
    const release = strangers.admit(socket);
    if (release === undefined) return;
    admit(socket, options, hostKeys, release);
  });
  return {
    listen: async (host, port) => {
      await ready();
      const bound = await listen(server, host, port);
      // What keeps it from listening is the caller's to tell; this is for what comes after.
      server.on('error', (error) => options.onTrouble({ remoteAddress: '', message: error.message }));
      return bound;
    },
    close: () => new Promise((resolve) => {
      // net.Server waits for connections that are open, which here stay: only the listener's end matters.
      server.close();
      setImmediate(resolve);
    }),
  };
}

function admit(socket: Socket, options: DoorOptions, hostKeys: ReturnType<typeof loadHostKeys>, release: () => void): void {
  const grace = setTimeout(() => {
    options.onTrouble({ remoteAddress: connection.remoteAddress, message: 'Authentication took too long' });
    connection.drop('Authentication took too long');
  }, options.loginGraceMs);
  const settle = (): void => {
    clearTimeout(grace);
    release();
  };
  const connection = new Connection({
    remoteAddress: addressOf(socket),
    remotePort: socket.remotePort ?? 0,
    door: options,
    authenticated: settle,
    gone: settle,
    createTransport: (handlers) => new Ssh2Transport({
      socket,
      ident: options.ident,
      maxBuffered: options.maxBuffered,
      role: { kind: 'server', hostKeys },
      handlers,
      ...(options.rekeyBytes === undefined ? {} : { rekeyBytes: options.rekeyBytes }),
    }),
  });
}

function listen(server: Server, host: string, port: number): Promise<{ readonly host: string; readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const bound: AddressInfo | string | null = server.address();
      if (bound === null || typeof bound === 'string') return reject(new TypeError('Not a TCP address'));
      resolve({ host: bound.address, port: bound.port });
    });
  });
}
