import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import type { AnswerForm } from '../dispatch/answer-form.ts';
import type { ApiError } from '../dispatch/api-error.ts';
import { errorBody } from '../dispatch/error-body.ts';
import { formInUrl } from './form-in-url.ts';
import { sendBody } from './send-body.ts';

/** Answers with the error body; a throttled client reads how many milliseconds to wait. `form`: as the URL asks, where nothing more is known. */
export async function sendError(
  deps: ControlDeps, request: FastifyRequest, reply: FastifyReply, error: ApiError, form: AnswerForm = formInUrl(request.raw.url),
): Promise<FastifyReply> {
  if (error.retryAfterMs !== undefined) void reply.header('x-acs-retry-after', String(error.retryAfterMs));
  const host = hostOf(request);
  const baseUrl = deps.settings.baseUrl === '' ? `${request.protocol}://${host}` : deps.settings.baseUrl;
  return sendBody(reply.code(error.status), form, 'Error', errorBody(error, request.id, host, baseUrl));
}

/** As the client named us, if it did so in a form that may be repeated. */
function hostOf(request: FastifyRequest): string {
  const host = request.headers.host ?? '';
  return /^[A-Za-z0-9._:[\]-]{1,255}$/.test(host) ? host : 'localhost';
}
