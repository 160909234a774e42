import { DEFAULT_PROJECT } from '@sallyport/core';
import type { AuthToken, EpochMs, Instance, Principal } from '@sallyport/core';
import { domainId, projectId } from './domain-id.ts';

/** A token as Keystone describes it. It has no catalogue: everything is on this port. */
export function tokenBody(token: AuthToken, principal: Principal): Readonly<Record<string, unknown>> {
  const domain = { id: domainId(token.instanceId, principal.domain), name: principal.domain };
  const scope = token.scope.kind === 'domain' ? { domain } : { project: { id: projectId(token.instanceId), name: DEFAULT_PROJECT, domain } };
  return {
    token: {
      ...scope,
      methods: token.methods,
      user: { id: principal.id, name: principal.name, domain, password_expires_at: '' },
      issued_at: keystoneTime(token.issuedAt),
      expires_at: keystoneTime(token.expiresAt),
      roles: [],
      catalog: [],
    },
  };
}

/** The caller's own domain. */
export function domainBody({ instanceId }: Instance, { domain }: Principal): Readonly<Record<string, unknown>> {
  return { id: domainId(instanceId, domain), name: domain, enabled: true, description: '', links: {} };
}

/** With microseconds, which the vendor's clients read. */
export function keystoneTime(at: EpochMs): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
