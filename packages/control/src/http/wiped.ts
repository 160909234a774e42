import type { FastifyReply, FastifyRequest } from 'fastify';

/** Serves a request and then overwrites what it brought along, which nobody reads any more: passwords must not stay in memory that is freed. */
export async function wiped(request: FastifyRequest, serve: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await serve();
  } finally {
    if (request.body instanceof Uint8Array) request.body.fill(0);
  }
}
