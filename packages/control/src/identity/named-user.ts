import type { Id, PrincipalProof } from '@sallyport/core';
import { foldedName } from './domain-id.ts';
import type { Domains } from './domains.ts';
import type { NamedUser } from './token-request.ts';

/** A user as the store finds him. */
export type SoughtUser = { readonly id: Id } | { readonly domain: string; readonly name: string };

/** Undefined: the domain is unknown, and so is everybody in it. */
export async function soughtUser(domains: Domains, user: NamedUser): Promise<SoughtUser | undefined> {
  if ('id' in user) return user;
  const domain = 'name' in user.domain ? user.domain.name : await domains.nameOf(user.domain.id);
  return domain === undefined ? undefined : { domain, name: user.name };
}

/**
 * As the lock knows him: one identity, whichever way he is named, else every way would have tries of its own. So also somebody who does not exist:
 * else whether a second way finds the lock of the first would tell him from others.
 */
export function lockIdentity(user: NamedUser, sought: SoughtUser | undefined, proof: PrincipalProof | undefined): string {
  if (proof !== undefined) return `principal:${proof.principal.id}`;
  if (sought !== undefined) return 'id' in sought ? `name:${sought.id}` : `name:${foldedName(sought.domain)}/${foldedName(sought.name)}`;
  return `name:${spelling(user)}`;
}

/** As the request names him. */
export function spelling(user: NamedUser): string {
  if ('id' in user) return user.id;
  return `${'name' in user.domain ? foldedName(user.domain.name) : user.domain.id.toLowerCase()}/${foldedName(user.name)}`;
}
