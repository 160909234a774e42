import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '@sallyport/contract';
import type { OsmError } from '../service-tickets/osm-error.ts';
import { headersOf } from './request-parts.ts';

const JSON_TYPE = 'application/json';

export async function sendRest(reply: FastifyReply, status: number, body: Readonly<Record<string, unknown>> | undefined): Promise<FastifyReply> {
  return body === undefined ? reply.code(status).send() : reply.code(status).type(JSON_TYPE).send(JSON.stringify(body));
}

/** A business error is an answer like others (HTTP 200); every other refusal names the request too. */
export async function sendOsmError(request: FastifyRequest, reply: FastifyReply, error: OsmError): Promise<FastifyReply> {
  if (error.retryAfterMs !== undefined) void reply.header('retry-after', String(Math.ceil(error.retryAfterMs / 1_000)));
  const body = { error_code: error.code, error_msg: error.text[languageOf(headersOf(request).get('x-language'))] };
  return sendRest(reply, error.status, error.status === 200 ? body : { ...body, request_id: request.id });
}
