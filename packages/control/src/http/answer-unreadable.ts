import type { Socket } from 'node:net';
import type { ControlDeps } from '../deps.ts';
import { ApiError } from '../dispatch/api-error.ts';
import { errorBody } from '../dispatch/error-body.ts';

/** Bytes that are no HTTP request get our error body too, and then the connection is closed. */
export function answerUnreadable(deps: ControlDeps, error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = new ApiError('MalformedRequest', { cause: error });
  const body = JSON.stringify(errorBody(refusal, deps.random.uuid().toUpperCase(), 'localhost', deps.settings.baseUrl));
  socket.end(`HTTP/1.1 ${refusal.status} Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
  // A peer that never reads must not keep the socket.
  socket.setTimeout(5_000, () => socket.destroy());
}
