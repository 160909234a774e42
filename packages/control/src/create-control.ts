import { createEventBudget } from '@sallyport/core';
import type { FastifyInstance } from 'fastify';
import { createStrangerLog } from './audit/stranger-log.ts';
import type { ControlDeps } from './deps.ts';
import { createDispatcher } from './dispatch/dispatch.ts';
import { createApiServer } from './http/api-server.ts';
import type { TlsMaterial } from './http/api-server.ts';
import { createAddressLimit } from './limits/address-limit.ts';

export interface Control {
  /** A Fastify instance with every route, not listening yet. Undefined `tls`: plain HTTP. */
  createServer(tls: TlsMaterial | undefined): FastifyInstance;
}

/** The control plane: the management API over the ports that it is given. */
export function createControl(deps: ControlDeps): Control {
  const { settings, monotonic } = deps;
  const addresses = createAddressLimit({ perSecond: settings.rates.perAddress, burst: settings.rates.perAddressBurst, monotonic });
  const strangers = createStrangerLog(deps.store, createEventBudget(settings.auditedAuthFailures, monotonic));
  const dispatcher = createDispatcher(deps, { strangers });
  return { createServer: (tls) => createApiServer(deps, { dispatcher, addresses }, tls) };
}
