import { findRestOperation } from '@sallyport/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RestDispatcher } from '../dispatch/rest-dispatch.ts';
import type { IdentityDispatcher } from '../identity/identity-dispatch.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import { addressOf } from './request-parts.ts';
import { restDialectOf, sendFramingError, sendNotFound } from './rest-dialect.ts';
import type { RestDialect } from './rest-dialect.ts';
import { readRestRequest, segmentsOf } from './rest-request.ts';
import { sendOsmError, sendRest } from './send-rest.ts';
import { wiped } from './wiped.ts';

export interface RestParts {
  readonly rest: RestDispatcher;
  readonly identity: IdentityDispatcher;
  readonly addresses: AddressLimit;
}

/** Also those that no path of ours has, so that they too are answered in the dialect's form. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const PREFIXES: readonly (readonly [string, RestDialect])[] = [['/v2', 'osm'], ['/v3', 'keystone'], ['/v3.0', 'keystone']];

/** The service-ticket API and the identity routes that its clients need. Which operation a path names is decided by the declarations alone. */
export function addRestRoutes(app: FastifyInstance, parts: RestParts): void {
  // The vendor's Node client sends and signs `{}` with a GET; nobody else sends a body there.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  void app.register(async (rest) => {
    rest.addHook('onRequest', (request, reply, done) => {
      void reply.removeHeader('x-acs-request-id').header('x-request-id', request.id);
      done();
    });
    rest.setErrorHandler(async (error, request, reply) => sendFramingError(restDialectOf(request.url) ?? 'osm', request, reply, error));
    for (const [prefix, dialect] of PREFIXES) {
      const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => wiped(request, () => serve(parts, dialect, request, reply));
      rest.route({ method: METHODS, url: prefix, handler });
      rest.route({ method: METHODS, url: `${prefix}/*`, handler });
    }
  });
}

async function serve(parts: RestParts, dialect: RestDialect, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const wait = parts.addresses.take(addressOf(request));
  if (wait > 0) return sendFramingError(dialect, request, reply, new OsmError('APIGW.0308', { retryAfterMs: wait }));
  const segments = segmentsOf(request);
  if (segments === undefined) return sendNotFound(dialect, request, reply);
  return dialect === 'osm' ? serveOsm(parts, segments, request, reply) : serveIdentity(parts, segments, request, reply);
}

async function serveOsm({ rest }: RestParts, segments: readonly string[], request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const match = findRestOperation(request.method, segments);
  if (match === undefined) return sendNotFound('osm', request, reply);
  const answer = await rest.dispatch(match, readRestRequest(request), request.id);
  return answer.ok ? sendRest(reply, 200, answer.body) : sendOsmError(request, reply, answer.error);
}

async function serveIdentity({ identity }: RestParts, segments: readonly string[], request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = await identity.dispatch(`/${segments.join('/')}`, readRestRequest(request), request.id);
  void reply.headers({ ...answer.headers });
  return sendRest(reply, answer.status, answer.body);
}
