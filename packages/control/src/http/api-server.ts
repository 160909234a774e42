import type { Socket } from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ControlDeps } from '../deps.ts';
import { answerUnreadable } from './answer-unreadable.ts';
import { addRoutes, answerFraming } from './routes.ts';
import type { RouteParts } from './routes.ts';

export interface TlsMaterial {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

/** The vendor's clients put all parameters into the URL, also those of a policy scope with 500 hosts; Node allows 16 KiB by default. */
const MAX_HEAD = 128 * 1024;

/** A listener of its own, with limits on how long a request may take to arrive and how many peers may be connected. */
export function createApiServer(deps: ControlDeps, parts: Omit<RouteParts, 'deps'>, tls: TlsMaterial | undefined): FastifyInstance {
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
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void answerFraming(deps, error, request, reply);
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => answerUnreadable(deps, error, socket),
    forceCloseConnections: 'idle' as const,
  };
  const limits = { maxHeaderSize: MAX_HEAD };
  // Fastify types a TLS server apart from a plain one; nothing here depends on which it is.
  const app = tls === undefined ? Fastify({ ...options, http: limits }) : Fastify({ ...options, https: { ...tls, ...limits, minVersion: 'TLSv1.2' } }) as unknown as FastifyInstance;
  app.server.maxConnections = settings.maxConnections;
  app.server.headersTimeout = Math.min(settings.receiveTimeoutMs, 15_000);
  addRoutes(app, { deps, ...parts });
  return app;
}
