import { DEFAULT_PROJECT } from '@sallyport/core';
import type { AuthToken, Instance, Principal } from '@sallyport/core';
import { domainId, foldedName, projectId } from './domain-id.ts';
import type { AskedScope, NamedDomain } from './token-request.ts';

/** What a token is good for; undefined: the scope is not the principal's. A principal has one domain and one project. */
export function scopeOf(asked: AskedScope, instance: Instance, principal: Principal): AuthToken['scope'] | undefined {
  if (asked.domain !== undefined && !isDomain(asked.domain, instance, principal)) return undefined;
  if (asked.kind === 'domain') return { kind: 'domain', name: principal.domain };
  return isProject(asked.project, instance) ? { kind: 'project', name: DEFAULT_PROJECT } : undefined;
}

function isDomain(named: NamedDomain, { instanceId }: Instance, { domain }: Principal): boolean {
  return 'id' in named ? named.id.toLowerCase() === domainId(instanceId, domain) : foldedName(named.name) === foldedName(domain);
}

/** Clients name a project after the region. */
export function isProject(named: NamedDomain, instance: Instance): boolean {
  if ('id' in named) return named.id.toLowerCase() === projectId(instance.instanceId);
  return named.name === DEFAULT_PROJECT || named.name === instance.regionId;
}
