import { createHash } from 'node:crypto';
import { DEFAULT_PROJECT } from '@sallyport/core';

/** Id of a domain as clients carry it in X-Domain-Id: 32 hexadecimal digits that follow from its name, whatever its case. */
export function domainId(instanceId: string, domain: string): string {
  return hashed('domain', instanceId, foldedName(domain));
}

/** Id of the one project that a domain has. */
export function projectId(instanceId: string): string {
  return hashed('project', instanceId, DEFAULT_PROJECT);
}

/** As names of domains and principals are compared. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function hashed(kind: string, instanceId: string, name: string): string {
  return createHash('sha256').update(`sallyport ${kind}\n${instanceId}\n${name}`, 'utf8').digest('hex').slice(0, 32);
}
