import { parseId } from '../kernel/ids.ts';
import type { Id } from '../kernel/ids.ts';
import type { ItemCode } from '../kernel/item-code.ts';

/** What is known of a user that a batch names: absent, or whether a lock (manual or automatic) is on. */
export interface LockFacts {
  readonly id: Id;
  readonly locked: boolean;
  /** An automatic lock or failure counter is on: UnlockUsers has something to clear. */
  readonly barred: boolean;
}

export interface LockPlan {
  /** One per requested id, in the order given. */
  readonly codes: readonly ItemCode[];
  /** The users that change, each once. */
  readonly changes: readonly Id[];
}

/**
 * Judges a LockUsers or UnlockUsers batch. The second mention of an id answers as if the first had already been done.
 * Source: pages LockUsers and UnlockUsers; rulings A1-A3, D5.
 */
export function planLock(wanted: 'lock' | 'unlock', ids: readonly string[], known: ReadonlyMap<Id, LockFacts>): LockPlan {
  const changed = new Set<Id>();
  const codes = ids.map((text): ItemCode => {
    const id = parseId(text);
    if (id === undefined) return 'INVALID_ARGUMENT';
    const user = known.get(id);
    if (user === undefined) return 'OBJECT_NOT_FOUND';
    const nothingToDo = wanted === 'lock' ? user.locked : !user.locked && !user.barred;
    if (nothingToDo || changed.has(id)) return 'OBJECT_AlREADY_EXISTS';
    changed.add(id);
    return 'OK';
  });
  return { codes, changes: [...changed] };
}
