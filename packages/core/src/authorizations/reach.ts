import type { Id } from '../kernel/ids.ts';

/** What a call on somebody's case or authorization is judged by. */
export interface ReachFacts {
  readonly callerId: Id;
  /** The customer whose case it is. */
  readonly ownerId: Id;
  /** The group that the call names, with its members; undefined: it names none, or one that does not exist. */
  readonly group: { readonly memberIds: readonly Id[] } | undefined;
  readonly namesGroup: boolean;
  /** The caller's policies allow acting on the cases of a group. */
  readonly mayActForGroup: boolean;
}

/**
 * Whose cases a principal reaches: its own, and with `group_id` those of the other members of a group of its own, if it is permitted to. To everybody else
 * a case is as absent as one that does not exist.
 */
export function reaches(facts: ReachFacts): boolean {
  const { callerId, ownerId, group } = facts;
  if (!facts.namesGroup) return callerId === ownerId;
  if (group === undefined || !group.memberIds.includes(callerId)) return false;
  if (callerId === ownerId) return true;
  return facts.mayActForGroup && group.memberIds.includes(ownerId);
}

/** Whose cases a list shows; undefined: nobody's. */
export function reachedOwners(facts: Omit<ReachFacts, 'ownerId'>): readonly Id[] | undefined {
  if (!facts.namesGroup) return [facts.callerId];
  if (facts.group === undefined || !facts.group.memberIds.includes(facts.callerId)) return undefined;
  return facts.mayActForGroup ? facts.group.memberIds : [facts.callerId];
}
