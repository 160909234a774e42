import { createEventBudget } from '@sallyport/core';
import type { FastifyInstance } from 'fastify';
import { createLockLog } from './audit/lock-log.ts';
import { createStrangerLog } from './audit/stranger-log.ts';
import type { ControlDeps } from './deps.ts';
import { createDispatcher } from './dispatch/dispatch.ts';
import { createCallerProver } from './dispatch/prove-caller.ts';
import { createRestDispatcher } from './dispatch/rest-dispatch.ts';
import { createApiServer } from './http/api-server.ts';
import type { TlsMaterial } from './http/api-server.ts';
import { createDomains } from './identity/domains.ts';
import { createIdentityDispatcher } from './identity/identity-dispatch.ts';
import { createAddressLimit } from './limits/address-limit.ts';
import { createProofLock } from './limits/proof-lock.ts';
import { restHandlers } from './operations/rest-handlers.ts';

export interface Control {
  /** A Fastify instance with every route, not listening yet. Undefined `tls`: plain HTTP. */
  createServer(tls: TlsMaterial | undefined): FastifyInstance;
}

/** The control plane: both management APIs over the ports that it is given. */
export function createControl(deps: ControlDeps): Control {
  const { settings, store, monotonic } = deps;
  const addresses = createAddressLimit({ perSecond: settings.rates.perAddress, burst: settings.rates.perAddressBurst, monotonic });
  const strangers = createStrangerLog(store, createEventBudget(settings.auditedAuthFailures, monotonic));
  const lockLog = createLockLog(store, createEventBudget(settings.auditedAuthFailures, monotonic));
  const locks = createProofLock(store.authFailures, settings.serviceTickets.lock);
  const prover = createCallerProver(deps, { locks, strangers, lockLog });
  const parts = {
    addresses,
    dispatcher: createDispatcher(deps, { strangers }),
    rest: createRestDispatcher(deps, { prover, handlers: restHandlers }),
    identity: createIdentityDispatcher({ deps, locks, prover, strangers, domains: createDomains(store, monotonic) }),
  };
  return { createServer: (tls) => createApiServer(deps, parts, tls) };
}
