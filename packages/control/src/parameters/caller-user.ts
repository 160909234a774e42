import { userStep } from '@sallyport/core';
import type { User } from '@sallyport/core';
import type { Call } from '../dispatch/call.ts';
import { forbidden } from '../ram/forbidden.ts';

/**
 * The bastion user as whom this principal acts (ruling C1). Unbound callers, and users who could not stay in a session either
 * (locked, outside validity, gone from their source), get 403: a lock reaches these calls too (ruling A8).
 */
export async function callerUser(call: Call): Promise<User> {
  const { store } = call.deps;
  const user = await store.users.findByPrincipal(call.instance.instanceId, call.principal.id);
  if (user === undefined) throw forbidden(call, 'Unbound', 'The caller is not tied to a bastion user.');
  const { code } = userStep(await store.access.standing(call.instance.instanceId, user.id), 'running');
  if (code === undefined) return user;
  call.note({ denied: code });
  throw forbidden(call, 'UserState', 'The bastion user of the caller may not operate now.');
}
