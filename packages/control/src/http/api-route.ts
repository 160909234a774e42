import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import { answerForm } from '../dispatch/answer-form.ts';
import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import { translateError } from '../dispatch/translate-error.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { parseBody } from './form-body.ts';
import { mergePairs, parsePairs } from './pairs.ts';
import { addressOf, headersOf } from './request-parts.ts';
import { sendBody } from './send-body.ts';
import { sendError } from './send-error.ts';

interface Parts {
  readonly deps: ControlDeps;
  readonly dispatcher: Dispatcher;
  readonly addresses: AddressLimit;
}

/** The one route of the RPC dialect. */
export async function apiRoute(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const wait = parts.addresses.take(addressOf(request));
    if (wait > 0) throw new ApiError('Throttling.Address', { retryAfterMs: wait });
    const call = readRequest(request);
    const form = answerForm(call.params) ?? 'json';
    const answer = await parts.dispatcher.dispatch(call, request.id);
    return answer.ok
      ? await sendBody(reply.code(200), form, `${answer.action}Response`, answer.body)
      : await sendError(parts.deps, request, reply, answer.error, form);
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
