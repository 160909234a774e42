import type { Id } from '@sallyport/core';
import type { Call } from '../dispatch/call.ts';
import { forbidden } from '../ram/forbidden.ts';

/**
 * Before a principal gets a key, a password or another second factor: not his own for a token or temporary key, or whoever got hold of one for an hour would
 * stay for good. 403 NoPermission then.
 */
export function demandLastingProof(call: Call, principalId: Id): void {
  if (call.provenUntil === null || principalId !== call.principal.id) return;
  throw forbidden(call, 'TemporaryProof', 'A token or temporary key cannot make its own access permanent.');
}
