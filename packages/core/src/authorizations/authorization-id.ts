import { parseId } from '../kernel/ids.ts';
import type { Id } from '../kernel/ids.ts';

const DECIMAL = /^(?:0|-?[1-9][0-9]{0,18})$/;
const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

/** malformed: not an id at all. unknown: well-formed, but no authorization can have it. */
export type NamedAuthorization = { readonly kind: 'id'; readonly id: Id } | { readonly kind: 'unknown' } | { readonly kind: 'malformed' };

/**
 * `Auth-<n>` and canonical decimal `n` name the same authorization (ruling G1): the API's pages type it as Long, show `Auth-123456` and
 * its SDK sends a string.
 */
export function parseAuthorizationId(text: string): NamedAuthorization {
  const digits = text.startsWith('Auth-') ? text.slice('Auth-'.length) : text;
  if (!DECIMAL.test(digits) || (digits !== text && digits.startsWith('-'))) return { kind: 'malformed' };
  const value = BigInt(digits);
  if (value < LOWEST || value > HIGHEST) return { kind: 'malformed' };
  const id = parseId(digits);
  return id === undefined ? { kind: 'unknown' } : { kind: 'id', id };
}
