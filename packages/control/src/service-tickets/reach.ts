import { parseId, reachedOwners, reaches } from '@sallyport/core';
import type { Id } from '@sallyport/core';
import type { RestCall } from './rest-handler.ts';

/** Whose tickets a call can touch. */
export interface Reach {
  /** Undefined: nobody's, because the call names a group that is not the caller's. */
  readonly ownerIds: readonly Id[] | undefined;
  reaches(ownerId: Id): boolean;
}

/** By the group that the call names, an empty name being none. A group that does not exist has no members, so that nothing tells it from somebody else's. */
export async function readReach(call: RestCall, groupId: string | undefined): Promise<Reach> {
  const namesGroup = groupId !== undefined && groupId !== '';
  const group = namesGroup ? { memberIds: await membersOf(call, groupId) } : undefined;
  const facts = { callerId: call.principal.id, group, namesGroup, mayActForGroup: namesGroup && await call.mayActForGroup() };
  if (namesGroup) call.note({ groupId });
  return { ownerIds: reachedOwners(facts), reaches: (ownerId) => reaches({ ...facts, ownerId }) };
}

async function membersOf(call: RestCall, groupId: string): Promise<readonly Id[]> {
  const id = parseId(groupId);
  if (id === undefined) return [];
  const members = await call.deps.store.principalGroups.members(call.instance.instanceId, id);
  return members.map((member) => member.id);
}
