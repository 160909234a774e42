import type { FastifyInstance } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import { ApiError } from '../dispatch/api-error.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { addressOf, apiRoute } from './api-route.ts';
import { errorPage } from './error-page.ts';
import { framingError } from './framing-error.ts';
import { sendError } from './send-error.ts';

interface Parts {
  readonly deps: ControlDeps;
  readonly dispatcher: Dispatcher;
  readonly addresses: AddressLimit;
}

/** Everything that the API port serves. */
export function addRoutes(app: FastifyInstance, parts: Parts): void {
  // Signatures cover the bytes as sent, so bodies of every type arrive unparsed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', (request, reply, done) => {
    // A reply is thenable and resolves when it has been sent: it must not be awaited before that.
    void reply.headers({ 'x-acs-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done();
  });
  app.route({ method: ['GET', 'POST'], url: '/', handler: async (request, reply) => apiRoute(parts, request, reply) });
  app.get<{ Params: { code: string } }>('/docs/errors/:code', async (request, reply) => errorPage(request.params.code, reply));
  app.get('/healthz', async (request, reply) => {
    // It asks the store, whose connections strangers must not be able to keep busy.
    const wait = parts.addresses.take(addressOf(request));
    return wait > 0 ? sendError(parts.deps, request, reply, new ApiError('Throttling.Address', { retryAfterMs: wait })) : health(parts.deps, reply);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const code = request.method === 'GET' || request.method === 'POST' ? 'InvalidAction.NotFound' : 'UnsupportedHTTPMethod';
    return sendError(parts.deps, request, reply, new ApiError(code));
  });
  app.setErrorHandler(async (error, request, reply) => sendError(parts.deps, request, reply, framingError(error)));
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
