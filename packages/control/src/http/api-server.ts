import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { addRoutes } from './routes.ts';

export interface TlsMaterial {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

/** A listener of its own, with limits on how long a request may take to arrive and how many peers may be connected. */
export function createApiServer(deps: ControlDeps, parts: { readonly dispatcher: Dispatcher; readonly addresses: AddressLimit }, tls: TlsMaterial | undefined): FastifyInstance {
  const { settings } = deps;
  const options = {
    bodyLimit: settings.bodyLimit,
    requestTimeout: settings.receiveTimeoutMs,
    connectionTimeout: settings.receiveTimeoutMs * 2,
    keepAliveTimeout: 65_000,
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    genReqId: () => deps.random.uuid().toUpperCase(),
    requestIdHeader: false as const,
    logger: false as const,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle' as const,
  };
  // Fastify types a TLS server apart from a plain one; nothing here depends on which it is.
  const app = tls === undefined ? Fastify(options) : Fastify({ ...options, https: { ...tls, minVersion: 'TLSv1.2' } }) as unknown as FastifyInstance;
  app.server.maxConnections = settings.maxConnections;
  app.server.headersTimeout = Math.min(settings.receiveTimeoutMs, 15_000);
  addRoutes(app, { deps, ...parts });
  return app;
}
