import { createServer, request as send } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Stands between a client and the server and can send again, byte for byte, what passed. */
export interface Recorder extends AsyncDisposable {
  readonly endpoint: string;
  replay(): Promise<{ readonly status: number; readonly code: string }>;
}

export async function startRecorder(target: string): Promise<Recorder> {
  let last: Recorded | undefined;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      last = { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(chunks) };
      forward(target, last).then(
        (answer) => outgoing.writeHead(answer.status, answer.headers).end(answer.body),
        (error: unknown) => outgoing.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay: async () => {
      if (last === undefined) throw new Error('nothing passed yet');
      const answer = await forward(target, last);
      const body = JSON.parse(answer.body.toString('utf8')) as { readonly Code?: string };
      return { status: answer.status, code: body.Code ?? 'OK' };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
    },
  };
}

/** Headers go on as they came: the host is signed with the rest. */
function forward(target: string, recorded: Recorded): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const outgoing = send(new URL(recorded.url, target), { method: recorded.method, headers: recorded.headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }));
    });
    outgoing.on('error', reject).end(recorded.body);
  });
}
