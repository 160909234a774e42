import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import { ApiError } from '../dispatch/api-error.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import { apiRoute } from './api-route.ts';
import { errorPage } from './error-page.ts';
import { framingError } from './framing-error.ts';
import { addressOf } from './request-parts.ts';
import { restDialectOf, sendFramingError, sendNotFound } from './rest-dialect.ts';
import { addRestRoutes } from './rest-routes.ts';
import type { RestParts } from './rest-routes.ts';
import { sendError } from './send-error.ts';
import { wiped } from './wiped.ts';

export interface RouteParts extends RestParts {
  readonly deps: ControlDeps;
  readonly dispatcher: Dispatcher;
}

/** Everything that the API port serves. */
export function addRoutes(app: FastifyInstance, parts: RouteParts): void {
  // Signatures cover the bytes as sent, so bodies of every type arrive unparsed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', (request, reply, done) => {
    // A reply is thenable and resolves when it has been sent: it must not be awaited before that.
    void reply.headers({ 'x-acs-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done();
  });
  app.route({ method: ['GET', 'POST'], url: '/', handler: async (request, reply) => wiped(request, () => apiRoute(parts, request, reply)) });
  app.get<{ Params: { code: string } }>('/docs/errors/:code', async (request, reply) => errorPage(request.params.code, reply));
  app.get('/healthz', async (request, reply) => {
    // It asks the store, whose connections strangers must not be able to keep busy.
    const wait = parts.addresses.take(addressOf(request));
    return wait > 0 ? sendError(parts.deps, request, reply, new ApiError('Throttling.Address', { retryAfterMs: wait })) : health(parts.deps, reply);
  });
  addRestRoutes(app, parts);
  app.setNotFoundHandler(async (request, reply) => {
    const dialect = restDialectOf(request.url);
    if (dialect !== undefined) return sendNotFound(dialect, request, reply);
    const code = request.method === 'GET' || request.method === 'POST' ? 'InvalidAction.NotFound' : 'UnsupportedHTTPMethod';
    return sendError(parts.deps, request, reply, new ApiError(code));
  });
  app.setErrorHandler(async (error, request, reply) => answerFraming(parts.deps, error, request, reply));
}

/** What the HTTP library refuses by itself, in the form of the dialect that was asked. */
export async function answerFraming(deps: ControlDeps, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const dialect = restDialectOf(request.url);
  return dialect === undefined ? sendError(deps, request, reply, framingError(error)) : sendFramingError(dialect, request, reply, error);
}

/** Alive means that the store answers in time; says nothing else to strangers. */
async function health(deps: ControlDeps, reply: { code(status: number): { send(body: unknown): unknown } }): Promise<unknown> {
  try {
    await deps.store.now();
    return reply.code(200).send({ status: 'ok' });
  } catch (error) {
    deps.log.warn({ err: error }, 'the health check found no store');
    return reply.code(503).send({ status: 'unavailable' });
  }
}
