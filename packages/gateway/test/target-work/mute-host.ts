import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Takes connections and never says a word. */
export interface Mute extends AsyncDisposable {
  readonly port: number;
  readonly open: ReadonlySet<Socket>;
}

export async function startMute(): Promise<Mute> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => { open.delete(socket); }).resume();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    port, open,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
