import type { IdentityOperation } from './identity-operation.ts';
import { domainBody } from './token-body.ts';

/** Clients that were given a region and no domain ask for it first. */
export const listAuthDomains: IdentityOperation = {
  action: 'ListAuthDomains', method: 'GET', path: '/v3/auth/domains',
  run: async (_request, { instance, principal }) => ({ status: 200, body: { domains: [domainBody(instance, principal)], links: {} } }),
};
