import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import { translateError } from '../dispatch/translate-error.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { parseBody } from './form-body.ts';
import { mergePairs, parsePairs } from './pairs.ts';
import { addressOf, headersOf } from './request-parts.ts';
import { sendError } from './send-error.ts';

interface Parts {
  readonly deps: ControlDeps;
  readonly dispatcher: Dispatcher;
  readonly addresses: AddressLimit;
}

/** The one route of the RPC dialect. */
export async function apiRoute(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const requestId = request.id;
  try {
    const wait = parts.addresses.take(addressOf(request));
    if (wait > 0) throw new ApiError('Throttling.Address', { retryAfterMs: wait });
    const answer = await parts.dispatcher.dispatch(readRequest(request), requestId);
    return answer.ok
      ? await reply.code(200).type('application/json; charset=utf-8').send(JSON.stringify(answer.body))
      : await sendError(parts.deps, request, reply, answer.error);
  } catch (error) {
    return sendError(parts.deps, request, reply, translateError(error));
  }
}

function readRequest(request: FastifyRequest): ApiRequest {
  const target = request.raw.url ?? '/';
  const mark = target.indexOf('?');
  const query = parsePairs(mark < 0 ? '' : target.slice(mark + 1));
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  return {
    method: request.method,
    path: mark < 0 ? target : target.slice(0, mark),
    headers: headersOf(request),
    query,
    params: mergePairs(query, parseBody(request.headers['content-type'], body)),
    body,
    address: addressOf(request),
    secure: request.protocol === 'https',
  };
}
