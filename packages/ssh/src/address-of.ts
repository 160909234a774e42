import type { Socket } from 'node:net';

/** The peer's address; empty once the socket is gone. */
export function addressOf(socket: Socket): string {
  // A listener on `::` sees IPv4 clients as mapped addresses.
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
}
